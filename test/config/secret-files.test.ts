import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { readConfig, secretsOf } from '../../src/config/config.js';
import { secretsIn } from '../../src/config/environment.js';
import { SECRET_VARIABLES } from '../../src/config/secret-files.js';
import { readStorageConfig } from '../../src/config/storage-config.js';
import { appErrorOf } from '../support/app-error-of.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

let directory: string;
const fileOf = (name: string) => path.join(directory, name);

async function secretFile(content: string | Buffer, name = 'secret'): Promise<string> {
  await writeFile(fileOf(name), content, { mode: 0o400 });
  return fileOf(name);
}

/** What is said about an environment, line by line. */
async function problemsOf(env: Readonly<Record<string, string>>): Promise<string[]> {
  const { code, userMessage } = await appErrorOf(() => readConfig(env));
  expect(code).toBe('config.invalid');
  return userMessage.split('\n').slice(1);
}

describe('secrets in files', () => {
  let token: string;
  let key: string;

  beforeEach(async () => {
    directory = await temporaryDirectory();
    token = await secretFile('token-of-nobody\n', 'token');
    key = await secretFile('\uFEFF key-of-nobody\r\n', 'key');
  });

  it('token and key are read from the files that are named, without what is around them', () => {
    const config = readConfig({ DISCORD_TOKEN_FILE: token, GOOGLE_API_KEY_FILE: key });
    expect(secretsOf(config)).toEqual(['token-of-nobody', 'key-of-nobody']);
  });

  it('a database and the key of a bucket are read from files, by commands as well', async () => {
    const config = readStorageConfig({
      DATABASE_URL_FILE: await secretFile('postgres://bot:word@host/bot\n', 'url'),
      IMAGE_STORE: 's3://bucket',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY_FILE: await secretFile('half-of-it', 'half'),
      AWS_SESSION_TOKEN_FILE: await secretFile('session', 'session'),
    });
    expect(config.postgresUrl).toBe('postgres://bot:word@host/bot');
    expect(config.s3.credentials).toEqual({
      accessKeyId: 'AKIAEXAMPLE',
      secretAccessKey: 'half-of-it',
      sessionToken: 'session',
    });
  });

  it('no output may contain what stands in the files, whatever else is wrong', async () => {
    const url = await secretFile('postgres://bot:password@host/bot', 'url');
    const env = { DISCORD_TOKEN_FILE: token, DATABASE_URL_FILE: url, GOOGLE_API_KEY_FILE: '/none' };
    expect(secretsIn(env)).toEqual(['token-of-nobody', 'password']);
  });

  it.each(SECRET_VARIABLES)('%s cannot be set together with its file', async (name) => {
    const env = { DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline', [name]: 'sqlite:one' };
    expect(await problemsOf({ ...env, [`${name}_FILE`]: token })).toEqual([
      expect.stringMatching(`^  ${name}_FILE and ${name} are both set`),
    ]);
  });

  it('a file that is given for an empty variable of .env counts', () => {
    const config = readConfig({
      DISCORD_TOKEN: '',
      DISCORD_TOKEN_FILE: token,
      IMAGE_MODEL: 'offline',
    });
    expect(config.discord.token).toBe('token-of-nobody');
  });

  it.each([
    ['that is not there', () => Promise.resolve('/none/such'), 'is not there'],
    ['that is empty', () => secretFile(' \n'), 'is empty'],
    ['that is too large', () => secretFile(Buffer.alloc(16 * 1024 + 1, 'a')), 'too large'],
    ['that never ends', () => Promise.resolve('/dev/zero'), 'does not name a file'],
    ['that is a folder', () => mkdir(fileOf('f')).then(() => fileOf('f')), 'not name a file'],
  ])('a file %s is refused by the name of its variable alone', async (_, made, words) => {
    const file = await made();
    const problems = await problemsOf({ DISCORD_TOKEN_FILE: file, IMAGE_MODEL: 'offline' });
    expect(problems).toEqual([expect.stringMatching(`^  DISCORD_TOKEN_FILE .*${words}`)]);
    expect(problems.join()).not.toContain(file);
  });

  it('a wrong value names the variable and where it comes from, and does not show it', async () => {
    const env = { DISCORD_TOKEN_FILE: await secretFile('two words'), IMAGE_MODEL: 'offline' };
    const problems = await problemsOf(env);
    expect(problems).toEqual([
      expect.stringMatching(/^ {2}DISCORD_TOKEN \(from DISCORD_TOKEN_FILE\) is no bot token/),
    ]);
    expect(problems.join()).not.toContain('two words');
  });

  it('a misspelt variable of a file is named', async () => {
    const problems = await problemsOf({ DISCORD_TOKN_FILE: token, IMAGE_MODEL: 'offline' });
    expect(problems.join('\n')).toContain(
      'DISCORD_TOKN_FILE is not known; write it as DISCORD_TOKEN_FILE',
    );
  });
});
