import { describe, expect, it } from '@jest/globals';

import { parseEnvironment, secretsIn } from '../../src/config/environment.js';
import { readStorageConfig } from '../../src/config/storage-config.js';
import { appErrorOf } from '../support/app-error-of.js';

const parsed = (text: string) => parseEnvironment(Buffer.from(text));

describe('a file .env', () => {
  it.each([
    ['with a byte order mark', '\uFEFFRETENTION_DAYS=0\nA=1\n'],
    ['with Windows’ ends of lines', 'RETENTION_DAYS=0\r\nA=1\r\n'],
    ['with export', 'export RETENTION_DAYS=0\nexport A=1\n'],
    ['with colons', 'RETENTION_DAYS: 0\nA: 1\n'],
    ['with quotes', `RETENTION_DAYS="0"\nA='1'\n`],
    ['with spaces and comments', '# days\n  RETENTION_DAYS = 0  # for ever\n\n\tA=1 \n'],
  ])('the file is read as it was meant %s', (_how, text) => {
    expect(parsed(text)).toEqual({ RETENTION_DAYS: '0', A: '1' });
  });

  it('the file may be what Windows calls Unicode', () => {
    const file = Buffer.from('\uFEFFRETENTION_DAYS=0\r\n', 'utf16le');
    expect(parseEnvironment(file)).toEqual({ RETENTION_DAYS: '0' });
  });

  it.each(['RETENTION_DAYS 0', 'RETENTION_DAYS\t0', 'RETENTION_DAYS', 'export RETENTION_DAYS 0'])(
    'the file loses no line without a word: %s',
    async (line) => {
      const error = await appErrorOf(() => readStorageConfig(parsed(`A=1\r\n${line}\r\nB=2`)));
      expect(error.code).toBe('config.invalid');
      expect(error.userMessage).toContain(
        'The line of RETENTION_DAYS is not known; write it as RETENTION_DAYS, for example RETENTION_DAYS=value',
      );
    },
  );

  it('the file may hold comments and words that are no variables', () => {
    expect(parsed('# RETENTION_DAYS 0\nA=1\n\nhello world\n')).toEqual({ A: '1' });
  });
});

describe('the secrets of an environment', () => {
  it('the secrets are masked without the white space and quotes around them', () => {
    expect(
      secretsIn({ DISCORD_TOKEN: ' token\n', GOOGLE_API_KEY: '"a-key"\r', GEMINI_API_KEY: '\t' }),
    ).toEqual(['token', 'a-key']);
  });

  it('the secrets are the password of the database too, even in a wrong address', () => {
    const DATABASE_URL = 'postgres://bot:a#b@c%zz@host';
    expect(secretsIn({ DATABASE_URL })).toEqual(['a#b@c%zz']);
  });

  it('the secrets are nothing so short that masking it would spoil all output', () => {
    expect(
      secretsIn({ DISCORD_TOKEN: 'e', GOOGLE_API_KEY: 'abc', GEMINI_API_KEY: 'abcd' }),
    ).toEqual(['abcd']);
  });
});
