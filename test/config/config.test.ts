import { readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ENVIRONMENT_VARIABLES, readConfig, secretsOf } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const TOKEN = 'token-that-nobody-may-see';
const KEY = 'key-that-nobody-may-see';
const MINIMAL = { DISCORD_TOKEN: TOKEN, GOOGLE_API_KEY: KEY };

describe('the configuration', () => {
  it('the configuration needs a token and a key, and has a default for all else', () => {
    expect(readConfig(MINIMAL)).toEqual({
      discord: {
        token: TOKEN,
        apiUrl: 'https://discord.com/api',
        cdnOrigins: [
          'https://cdn.discordapp.com',
          'https://media.discordapp.net',
          'https://images-ext-1.discordapp.net',
          'https://images-ext-2.discordapp.net',
        ],
        messageContentIntent: false,
        resumeSession: true,
        catchUpHours: 24,
      },
      model: {
        kind: 'gemini',
        apiKey: KEY,
        name: 'gemini-nano-banana-2.1',
        baseUrl: null,
        timeoutMs: 180_000,
      },
      generations: { concurrency: 4, concurrencyPerPerson: 1, maxAttempts: 5 },
      imageCompression: 'off',
      shutdownGraceMs: 25_000,
      http: null,
      dataDir: path.resolve('bot_data'),
      databaseFile: null,
      postgresUrl: null,
      retentionDays: 30,
      logLevel: 'info',
    });
  });

  it('the configuration takes every variable', () => {
    const config = readConfig({
      ...MINIMAL,
      DISCORD_API_URL: 'https://proxy.example/discord/',
      MESSAGE_CONTENT_INTENT: 'true',
      RESUME_SESSION: 'false',
      CATCH_UP_HOURS: '6',
      IMAGE_MODEL: 'gemini',
      GEMINI_MODEL: 'gemini-3-pro-image',
      GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:4000',
      GENERATION_TIMEOUT_SECONDS: '60',
      GENERATION_CONCURRENCY: '2',
      GENERATION_CONCURRENCY_PER_PERSON: '3',
      GENERATION_TRIES: '7',
      SHUTDOWN_GRACE_SECONDS: '8',
      IMAGE_COMPRESSION: 'lossless',
      HTTP_PORT: '9090',
      HTTP_HOST: '::1',
      BOT_DATA_DIR: '/srv/bot',
      DATABASE_URL: 'sqlite:/srv/db/bot.sqlite',
      RETENTION_DAYS: '7',
      LOG_LEVEL: 'debug',
    });
    expect(config).toEqual({
      discord: {
        token: TOKEN,
        apiUrl: 'https://proxy.example/discord',
        cdnOrigins: [
          'https://cdn.discordapp.com',
          'https://media.discordapp.net',
          'https://images-ext-1.discordapp.net',
          'https://images-ext-2.discordapp.net',
        ],
        messageContentIntent: true,
        resumeSession: false,
        catchUpHours: 6,
      },
      model: {
        kind: 'gemini',
        apiKey: KEY,
        name: 'gemini-3-pro-image',
        baseUrl: 'http://127.0.0.1:4000',
        timeoutMs: 60_000,
      },
      generations: { concurrency: 2, concurrencyPerPerson: 3, maxAttempts: 7 },
      imageCompression: 'lossless',
      shutdownGraceMs: 8_000,
      http: { host: '::1', port: 9090 },
      dataDir: '/srv/bot',
      databaseFile: '/srv/db/bot.sqlite',
      postgresUrl: null,
      retentionDays: 7,
      logLevel: 'debug',
    });
  });

  it('the configuration makes relative paths absolute', () => {
    const config = readConfig({ ...MINIMAL, BOT_DATA_DIR: 'here', DATABASE_URL: 'sqlite:x.db' });
    expect(config.dataDir).toBe(path.resolve('here'));
    expect(config.databaseFile).toBe(path.resolve('x.db'));
  });

  it('the configuration takes a PostgreSQL database, whose password is a secret', () => {
    const url = 'postgres://bot:p%40ss$word@db.example:5432/bot?sslmode=verify-full';
    const config = readConfig({ ...MINIMAL, DATABASE_URL: url });
    expect(config).toMatchObject({ databaseFile: null, postgresUrl: url });
    expect(secretsOf(config)).toEqual([TOKEN, KEY, 'p%40ss$word', 'p@ss$word']);
  });

  it('the configuration takes GEMINI_API_KEY where GOOGLE_API_KEY is not set', () => {
    const { model } = readConfig({ DISCORD_TOKEN: TOKEN, GEMINI_API_KEY: KEY });
    expect(model).toMatchObject({ kind: 'gemini', apiKey: KEY });
  });

  it('the configuration needs no key for the offline model', () => {
    const config = readConfig({ DISCORD_TOKEN: TOKEN, IMAGE_MODEL: 'offline' });
    expect(config.model).toEqual({ kind: 'offline' });
  });

  it('the configuration treats a variable set to nothing as not set', () => {
    const nothing = Object.fromEntries(ENVIRONMENT_VARIABLES.map((name) => [name, '']));
    expect(readConfig({ ...nothing, ...MINIMAL })).toEqual(readConfig(MINIMAL));
  });

  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])(
    'the configuration allows pictures from a stand-in for Discord at %s too',
    (origin) => {
      const { discord } = readConfig({ ...MINIMAL, DISCORD_API_URL: `${origin}/api` });
      expect(discord.cdnOrigins).toContain(origin);
      expect(discord.cdnOrigins).toHaveLength(5);
    },
  );

  it('the configuration is frozen in every part', () => {
    const config = readConfig(MINIMAL);
    for (const part of [config, config.discord, config.discord.cdnOrigins, config.model]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('the configuration names its secrets', () => {
    expect(secretsOf(readConfig(MINIMAL))).toEqual([TOKEN, KEY]);
    const offline = readConfig({ DISCORD_TOKEN: TOKEN, IMAGE_MODEL: 'offline' });
    expect(secretsOf(offline)).toEqual([TOKEN]);
  });

  it('the configuration creates nothing on disk', async () => {
    const dir = await temporaryDirectory();
    readConfig({ ...MINIMAL, BOT_DATA_DIR: path.join(dir, 'data') });
    await appErrorOf(() => readConfig({ BOT_DATA_DIR: path.join(dir, 'data') }));
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('a configuration with problems', () => {
  it('a wrong configuration is refused with every problem at once, each with its variable and an example', async () => {
    const { code, userMessage } = await appErrorOf(() =>
      readConfig({
        DISCORD_API_URL: 'ftp://discord.com',
        MESSAGE_CONTENT_INTENT: 'yes',
        GEMINI_MODEL: 'no such model!',
        GOOGLE_GEMINI_BASE_URL: 'http://gemini.example',
        GENERATION_TIMEOUT_SECONDS: '0',
        GENERATION_CONCURRENCY: '1.5',
        DATABASE_URL: 'mysql://x',
        LOG_LEVEL: 'loud',
      }),
    );
    expect(code).toBe('config.invalid');
    const [heading = '', ...lines] = userMessage.split('\n');
    expect(heading).toBe('The configuration has 10 problems:');
    expect(lines.map((line) => line.trim().split(' ', 1).join()).toSorted()).toEqual([
      'DATABASE_URL',
      'DISCORD_API_URL',
      'DISCORD_TOKEN',
      'GEMINI_MODEL',
      'GENERATION_CONCURRENCY',
      'GENERATION_TIMEOUT_SECONDS',
      'GOOGLE_API_KEY',
      'GOOGLE_GEMINI_BASE_URL',
      'LOG_LEVEL',
      'MESSAGE_CONTENT_INTENT',
    ]);
    for (const line of lines) expect(line).toContain('for example');
  });

  it.each([
    ['IMAGE_MODEL', 'dall-e'],
    ['DISCORD_API_URL', 'http://discord.example/api'],
    ['DISCORD_API_URL', 'not a url'],
    ['DISCORD_TOKEN', 'two words'],
    ['GENERATION_TIMEOUT_SECONDS', '901'],
    ['GENERATION_TIMEOUT_SECONDS', 'soon'],
    ['GENERATION_CONCURRENCY', '65'],
    ['GENERATION_CONCURRENCY', '-1'],
    ['GENERATION_CONCURRENCY_PER_PERSON', '0'],
    ['GENERATION_TRIES', '11'],
    ['SHUTDOWN_GRACE_SECONDS', '601'],
    ['RETENTION_DAYS', '36501'],
    ['HTTP_PORT', '65536'],
    ['HTTP_HOST', 'monitoring.example'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'postgres://host/bot'],
    ['DATABASE_URL', 'postgres://bot:secret@host'],
    ['DATABASE_URL', 'postgres://bot:sec#ret@host/bot'],
    ['DATABASE_URL', '/var/lib/bot.sqlite'],
  ])('the refusal names %s alone when only that is wrong (%s)', async (name, value) => {
    const { userMessage } = await appErrorOf(() => readConfig({ ...MINIMAL, [name]: value }));
    expect(userMessage.split('\n')).toEqual([
      'The configuration has a problem:',
      expect.stringMatching(new RegExp(`^  ${name} \\S`)),
    ]);
  });

  it('the refusal never shows a value, secret or not', async () => {
    const values = Object.fromEntries(
      ENVIRONMENT_VARIABLES.map((name, n) => [name, `value ${n} of a secret`]),
    );
    const error = await appErrorOf(() => readConfig(values));
    expect(`${error.userMessage} ${error.message} ${error.stack}`).not.toMatch(
      /value \d+ of a secret/,
    );
  });
});
