import { describe, expect, it } from '@jest/globals';

import { withAccess } from '../../../src/cli/init/environment-file.js';
import { parseEnvironment } from '../../../src/config/environment.js';

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
