import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { withAccess, writeEnvironmentFile } from '../../../src/cli/init/environment-file.js';
import { parseEnvironment } from '../../../src/config/environment.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the text of .env with token and key', () => {
  it.each(['AIza-1', 'a#b', "it's#1", 'a"b#', 'a=b'])(
    'the bot reads the key %s as it was written',
    (key) => {
      const text = withAccess('RETENTION_DAYS=7\n', { token: 'MTA0.x-y_z', key });
      expect(parseEnvironment(Buffer.from(text))).toEqual({
        RETENTION_DAYS: '7',
        DISCORD_TOKEN: 'MTA0.x-y_z',
        GOOGLE_API_KEY: key,
      });
    },
  );

  it('a commented line is no variable', () => {
    const text = withAccess('# IMAGE_MODEL=gemini\n', { token: 'MTA0', key: null });
    expect(text).toBe('# IMAGE_MODEL=gemini\nDISCORD_TOKEN=MTA0\nIMAGE_MODEL=offline\n');
  });
});

describe('the file .env', () => {
  it.each(['utf16le', 'utf8'] as const)(
    'what else stands in a file that was written in %s with a mark of it stays',
    async (encoding) => {
      const dir = await temporaryDirectory();
      const file = path.join(dir, '.env');
      await writeFile(file, '\uFEFFRETENTION_DAYS=0\r\n# für mich\r\n', encoding);
      await writeEnvironmentFile(dir, { token: 'MTA0', key: null });
      expect(await readFile(file, 'utf8')).toBe(
        'RETENTION_DAYS=0\n# für mich\nDISCORD_TOKEN=MTA0\nIMAGE_MODEL=offline\n',
      );
    },
  );
});
