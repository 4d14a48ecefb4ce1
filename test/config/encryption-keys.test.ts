import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { readConfig, secretsOf } from '../../src/config/config.js';
import { readStorageConfig } from '../../src/config/storage-config.js';
import { appErrorOf } from '../support/app-error-of.js';
import { keyLine, testKey } from '../support/encryption.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

async function keyFile(content: string): Promise<Record<string, string>> {
  const file = path.join(await temporaryDirectory(), 'keys');
  await writeFile(file, content);
  return { ENCRYPTION_KEY_FILE: file };
}

const [ONE, TWO] = [testKey('2026'), testKey('former-1')];

describe('the file of encryption keys', () => {
  it('keys are read in their order, in Base64 or hexadecimal digits, past comments and empty lines', async () => {
    const hex = `former-1\t${TWO.key.toString('hex')}`;
    const env = await keyFile(`# ours\r\n\r\n${keyLine(ONE)}  ${hex}  \n#end`);
    expect(readStorageConfig(env).encryption).toEqual({ keys: [ONE, TWO], encrypts: true });
  });

  it('without the variable there are no keys', () => {
    expect(readStorageConfig({}).encryption).toEqual({ keys: [], encrypts: false });
  });

  it('with none as its first line, keys only decrypt', async () => {
    const env = await keyFile(`# off\nnone\n${keyLine(ONE)}`);
    expect(readStorageConfig(env).encryption).toEqual({ keys: [ONE], encrypts: false });
  });

  it('no output may contain a key', async () => {
    const env = {
      DISCORD_TOKEN: 'a-token',
      IMAGE_MODEL: 'offline',
      ...(await keyFile(keyLine(ONE))),
    };
    const secrets = secretsOf(readConfig(env));
    expect(secrets).toContain(ONE.key.toString('base64'));
    expect(secrets).toContain(ONE.key.toString('hex'));
  });

  it.each([
    ['no key', 'only-an-id\n', 'line 1 is not an id and a key'],
    ['a short key', `${keyLine(ONE)}b ${Buffer.alloc(31).toString('base64')}`, 'line 2 is not'],
    ['a long key', `b ${Buffer.alloc(33).toString('base64')}`, 'line 1 is not'],
    ['a long id', `${'i'.repeat(33)} ${ONE.key.toString('base64')}`, 'line 1 is not'],
    ['an id with a colon', `a:b ${ONE.key.toString('base64')}`, 'line 1 is not'],
    ['an id twice', keyLine(ONE) + keyLine(TWO) + keyLine(ONE), 'the id of line 3 twice'],
    ['none behind a key', `${keyLine(ONE)}none`, 'line 2 is not'],
    ['none twice', `none\nnone\n${keyLine(ONE)}`, 'line 2 is not'],
    ['none alone', 'none', 'without keys'],
    ['nothing but a comment', '# nothing', 'without keys'],
    ['nothing', '', 'is empty'],
  ])('a file with %s is refused by the name of the variable', async (_, content, words) => {
    const env = await keyFile(content);
    const { code, userMessage } = await appErrorOf(() => readStorageConfig(env));
    expect(code).toBe('config.invalid');
    expect(userMessage.split('\n').slice(1)).toEqual([
      expect.stringMatching(`^  ENCRYPTION_KEY_FILE .*${words}.*for example`),
    ]);
    expect(userMessage).not.toContain(ONE.key.toString('base64'));
  });

  it('a file that is not there is refused by the name of the variable', async () => {
    const { userMessage } = await appErrorOf(() =>
      readStorageConfig({ ENCRYPTION_KEY_FILE: '/none/such' }),
    );
    expect(userMessage).toContain('  ENCRYPTION_KEY_FILE names a file that is not there');
  });
});
