import { describe, expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig, secretsOf } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';

const MINIMAL = { DISCORD_TOKEN: 'token-of-nobody', GOOGLE_API_KEY: 'key-of-nobody' };

/** What is said about an environment, line by line. */
async function problemsOf(env: Readonly<Record<string, string>>): Promise<string[]> {
  const { code, userMessage } = await appErrorOf(() => readConfig({ ...MINIMAL, ...env }));
  expect(code).toBe('config.invalid');
  return userMessage.split('\n').slice(1);
}

describe('values as people paste them', () => {
  it.each(['\n', ' ', '\r\n', '\t', '\uFEFF', '\u00A0'])(
    'a value is used, and masked, without what is around it: %j',
    (around) => {
      const config = readConfig({
        DISCORD_TOKEN: `${around}token-of-nobody${around}`,
        GOOGLE_API_KEY: `"key-of-nobody"${around}`,
        RETENTION_DAYS: `0${around}`,
      });
      expect(config.discord.token).toBe('token-of-nobody');
      expect(secretsOf(config)).toEqual(['token-of-nobody', 'key-of-nobody']);
      expect(config.retentionDays).toBe(0);
    },
  );

  it.each([
    ['a\u200Bb', 'cannot be seen'],
    ['ab\u200B', 'cannot be seen'],
    ['\u202Eab', 'cannot be seen'],
    ['a\u0000b', 'cannot be seen'],
    ['a\nb', 'line break'],
    ['a\r\nb', 'line break'],
    ['“ab”', 'typographic quotes'],
    ['‘ab', 'typographic quotes'],
    ['ab»', 'typographic quotes'],
  ])('a value is refused by its name, whatever it is for: %j', async (value, words) => {
    for (const name of ENVIRONMENT_VARIABLES) {
      const problems = await problemsOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^  ${name} .*${words}.*for example`));
    }
  });

  it.each([
    ['DISCORD_TOKEN', 'e'],
    ['DISCORD_TOKEN', 'abc'],
    ['DISCORD_TOKEN', 'Bot MTA'],
    ['DISCORD_TOKEN', 'tökén-of-nobody'],
    ['GOOGLE_API_KEY', 'k'],
    ['GOOGLE_API_KEY', 'key with spaces'],
    ['GEMINI_API_KEY', 'ключ'],
    ['BOT_DATA_DIR', '~'],
    ['BOT_DATA_DIR', '~/x'],
    ['BOT_DATA_DIR', '~ann/x'],
    ['BOT_DATA_DIR', '$HOME/x'],
    ['BOT_DATA_DIR', '/srv/${NAME}'],
    ['DATABASE_URL', 'sqlite:~/bot.sqlite'],
    ['RETENTION_DAYS', '0x1E'],
    ['RETENTION_DAYS', '1e2'],
    ['RETENTION_DAYS', '30 days'],
    ['RETENTION_DAYS', '+5'],
  ])('a value is refused where it is nonsense for its variable: %s=%s', async (name, value) => {
    expect(await problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^  ${name} .*for example`)),
    ]);
  });

  it('a value of four characters is a token', () => {
    expect(readConfig({ ...MINIMAL, DISCORD_TOKEN: 'abcd' }).discord.token).toBe('abcd');
  });
});

describe('numbers of the configuration', () => {
  it.each([
    ['CATCH_UP_HOURS', 0, 24],
    ['GENERATION_TIMEOUT_SECONDS', 1, 900],
    ['GENERATION_CONCURRENCY', 1, 64],
    ['GENERATION_CONCURRENCY_PER_PERSON', 1, 64],
    ['GENERATION_TRIES', 1, 10],
    ['SHUTDOWN_GRACE_SECONDS', 0, 600],
    ['HTTP_PORT', 0, 65_535],
    ['RETENTION_DAYS', 0, 36_500],
    ['PREVIEW_HOURS', 0, 8_760],
    ['WAITING_PER_PERSON', 0, 1_000],
    ['REQUESTS_PER_PERSON_PER_MINUTE', 0, 1_000],
  ])('the number %s may be from %d to %d, and nothing just outside', async (name, min, max) => {
    for (const value of [min, max]) readConfig({ ...MINIMAL, [name]: String(value) });
    for (const value of [min - 1, max + 1, min + 0.5]) {
      expect(await problemsOf({ [name]: String(value) })).toEqual([
        expect.stringMatching(`^  ${name} must be a whole number from ${min} to ${max},`),
      ]);
    }
  });
});

describe('misspelt variables', () => {
  it.each([
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['discord_token', 'DISCORD_TOKEN'],
    ['RETENTION_DAY', 'RETENTION_DAYS'],
    ['RETENSION_DAYS', 'RETENTION_DAYS'],
    ['BOT_DATADIR', 'BOT_DATA_DIR'],
    ['GENERATION_TIMEOUT_SECOND', 'GENERATION_TIMEOUT_SECONDS'],
  ])('the misspelt variable %s is named, and what was meant', async (name, meant) => {
    const { userMessage } = await appErrorOf(() =>
      readConfig({ ...MINIMAL, [meant]: undefined, [name]: 'token-of-nobody' }),
    );
    expect(userMessage).toContain(`\n  ${name} is not known; write it as ${meant}, for example`);
    expect(userMessage).not.toContain('token-of-nobody');
  });

  it('a variable of another program is no misspelling where the bot’s own is set, or is far from it', () => {
    const others = {
      HTTPS_PORT: '443',
      HTTP_PROXY: 'http://proxy',
      PATH: '/bin',
      LOG_LEVELS: 'all',
    };
    const { http, logLevel } = readConfig({ ...MINIMAL, ...others, LOG_LEVEL: 'info' });
    expect([http, logLevel]).toEqual([null, 'info']);
  });
});
