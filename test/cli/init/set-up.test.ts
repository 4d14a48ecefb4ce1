import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { setUp } from '../../../src/cli/init/set-up.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { endAfterTest } from '../../support/endings.js';
import { httpError } from '../../support/gemini-answers.js';
import { GeminiServer } from '../../support/gemini-server.js';
import { RecordingShell } from '../../support/recording-shell.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const TOKEN = 'MTA0-the-right.token';
const KEY = 'AIza-the-right-key';
const LINK = /^https:\/\/discord\.com\/oauth2\/authorize\?client_id=77&/;

let dir: string;
let gemini: GeminiServer;
let env: Record<string, string>;

beforeEach(async () => {
  dir = await temporaryDirectory();
  gemini = await GeminiServer.start();
  const discord = createServer((request, response) => {
    const isRight = request.headers.authorization === `Bot ${TOKEN}`;
    response.writeHead(isRight ? 200 : 401).end(JSON.stringify({ id: '77', name: 'Nano' }));
  }).listen(0, '127.0.0.1');
  await once(discord, 'listening');
  endAfterTest(async () => {
    await gemini.stop();
    discord.closeAllConnections();
    discord.close();
  });
  const { port } = discord.address() as AddressInfo;
  env = {
    DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
    GOOGLE_GEMINI_BASE_URL: gemini.url,
  };
});

const file = () => path.join(dir, '.env');
const written = () => readFile(file(), 'utf8');

/** Sets up with these answers, in a shell that has exported nothing. */
async function answering(...answers: readonly string[]): Promise<RecordingShell> {
  const recording = new RecordingShell(env, ...answers);
  await setUp(recording.shell, dir, {});
  return recording;
}

describe('nanobanana init', () => {
  it('token and key go into a file for its owner alone, and the link is printed', async () => {
    const { stdout, stderr } = await answering(TOKEN, KEY);
    expect(await written()).toMatch(
      new RegExp(`^# Made by .*\\nDISCORD_TOKEN=${TOKEN}\\nGOOGLE_API_KEY=${KEY}\\n$`),
    );
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(dir)).toEqual(['.env']);
    expect(stdout).toMatch(LINK);
    expect(stderr).toContain('it is that of Nano');
    expect(stderr).toContain('Gemini takes the key');
    expect(stderr).toContain('Token and key are in .env now');
    expect(`${stdout}${stderr}`).not.toMatch(/the-right/);
    expect(gemini.requests).toEqual([]);
  });

  it('without a key the bot draws on this machine', async () => {
    const { stderr } = await answering(TOKEN, '');
    expect(stderr).toContain('The token is in .env now');
    expect(await written()).toMatch(/\nIMAGE_MODEL=offline\n$/);
    expect(await written()).not.toContain('KEY');
  });

  it.each([
    ['no token at all', '', 'DISCORD_TOKEN is missing'],
    ['two words', 'two words', 'DISCORD_TOKEN is no bot token'],
    ['a token that Discord does not take', 'MTA0.wrong', 'Discord does not accept DISCORD_TOKEN'],
  ])('after %s it says what is wrong, and asks again', async (_what, wrong, says) => {
    const { stderr, stdout } = await answering(wrong, TOKEN, KEY);
    expect(stderr).toContain(says);
    expect(await written()).toContain(`DISCORD_TOKEN=${TOKEN}\n`);
    expect(stdout).toMatch(LINK);
  });

  it('after a key that Google does not take it says so, and asks for the key alone again', async () => {
    gemini.script(
      httpError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'),
    );
    const { stderr } = await answering(TOKEN, 'AIza-wrong', KEY);
    expect(stderr).toContain('Check GOOGLE_API_KEY');
    expect(stderr).not.toContain('AIza-wrong');
    expect(await written()).toContain(`GOOGLE_API_KEY=${KEY}\n`);
  });

  it('after the third wrong answer it ends, and has written nothing', async () => {
    const error = await appErrorOf(answering('MTA0.wrong', 'MTA0.bad', 'MTA0.false', TOKEN, KEY));
    expect(error.code).toBe('config.discord');
    expect(await readdir(dir)).toEqual([]);
  });

  it('Ctrl-C at a question ends it, and nothing is written', async () => {
    const error = await appErrorOf(answering(TOKEN));
    expect(error.code).toBe('usage.interrupted');
    expect(await readdir(dir)).toEqual([]);
  });

  it('where Discord cannot be reached it says so at once', async () => {
    env = { ...env, DISCORD_API_URL: 'http://127.0.0.1:1/api' };
    expect((await appErrorOf(answering(TOKEN))).code).toBe('discord.unavailable');
  });

  it.each([
    [{ RETENTION_DAYS: 'abc' }, 'RETENTION_DAYS must be'],
    [{ 'GOOGLE_API_KEY ': '' }, 'The line of GOOGLE_API_KEY is not known'],
  ])('where %j is wrong, which no answer can help, it asks nothing', async (wrong, says) => {
    env = { ...env, ...wrong };
    const recording = new RecordingShell(env, TOKEN, KEY);
    const error = await appErrorOf(setUp(recording.shell, dir, {}));
    expect([error.code, recording.stderr]).toEqual(['config.invalid', '']);
    expect(error.userMessage).toContain(says);
  });

  it('where Google cannot be reached it says so at once', async () => {
    env = { ...env, GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1' };
    const error = await appErrorOf(answering(TOKEN, KEY));
    expect(error.code).toBe('model.unreachable');
    expect(error.userMessage).toContain('whether this machine reaches Google');
    expect(await readdir(dir)).toEqual([]);
  });

  it('where Google does not have the model, which is not asked for, it says so at once', async () => {
    gemini.script(httpError(404, 'NOT_FOUND', 'models/x is not found'));
    expect((await appErrorOf(answering(TOKEN, KEY))).code).toBe('model.unknown_model');
  });

  it('without a terminal it says that it needs one, and reads nothing', async () => {
    const error = await appErrorOf(answering());
    expect(error.code).toBe('usage.no_terminal');
    expect(error.userMessage).toContain(
      'There is no terminal to ask on. Run it in one, or write .env',
    );
  });

  it('a file that is there keeps all but token and key', async () => {
    const former = `# mine\nexport DISCORD_TOKEN=old\nDISCORD_TOKEN_FILE=/x\nRETENTION_DAYS=7\nIMAGE_MODEL=offline\nDISCORD_TOKEN=older\n`;
    await writeFile(file(), former, { mode: 0o644 });
    await answering('yes', TOKEN, KEY);
    expect(await written()).toBe(
      `# mine\nDISCORD_TOKEN=${TOKEN}\nRETENTION_DAYS=7\nGOOGLE_API_KEY=${KEY}\n`,
    );
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('a token that the shell has exported, which would win over the file, is named', async () => {
    await writeFile(file(), 'DISCORD_TOKEN=MTA0.same\nGOOGLE_API_KEY=of-the-file\n');
    const exported = { DISCORD_TOKEN: 'MTA0.same', IMAGE_MODEL: '' };
    const recording = new RecordingShell(
      { ...env, GOOGLE_API_KEY: 'of-the-file', ...exported },
      'yes',
      TOKEN,
      KEY,
    );
    await setUp(recording.shell, dir, exported);
    const { stderr } = recording;
    expect(stderr).toContain('DISCORD_TOKEN is also set in the environment of this shell');
    expect(stderr).toContain('IMAGE_MODEL is also set');
    expect(stderr).not.toContain('GOOGLE_API_KEY is also set');
    expect(stderr).not.toContain('MTA0.same');
  });

  it('a file that is there stays as it is when the answer is not yes', async () => {
    await writeFile(file(), 'DISCORD_TOKEN=old\n');
    const { shell, stdout } = await answering('no');
    expect([shell.exitCode, stdout, await written()]).toEqual([1, '', 'DISCORD_TOKEN=old\n']);
  });
});
