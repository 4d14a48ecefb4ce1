import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { DefaultSettings } from '../../src/persistence/default-settings.js';
import { Notes } from '../../src/persistence/notes.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { openTestDatabase } from '../support/test-database.js';

async function setUp() {
  const { dataSource } = await openTestDatabase();
  const notes = new Notes(dataSource);
  const logger = new RecordingLogger();
  return { notes, logger, defaults: new DefaultSettings(notes, logger) };
}

const ANN = { kind: 'person', id: '1' } as const;
const SERVER = { kind: 'server', id: '1' } as const;

describe('default settings', () => {
  it('default settings are automatic until somebody chooses, and kept for each owner', async () => {
    const { defaults } = await setUp();
    expect(await defaults.of(ANN)).toEqual(AUTOMATIC_SETTINGS);
    await defaults.save(ANN, { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' });
    await defaults.save(SERVER, { ...AUTOMATIC_SETTINGS, imageSize: '2K' });
    expect((await defaults.of(ANN)).aspectRatio).toBe('16:9');
    expect((await defaults.of(SERVER)).aspectRatio).toBeNull();
  });

  it('default settings for a request are the person’s, and the server’s where that person chose none', async () => {
    const { defaults } = await setUp();
    await defaults.save(ANN, { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' });
    await defaults.save(SERVER, { ...AUTOMATIC_SETTINGS, aspectRatio: '1:1', imageSize: '2K' });
    const both = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', imageSize: '2K' };
    expect(await defaults.forRequest({ userId: '1', guildId: '1' })).toEqual(both);
    const own = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' };
    expect(await defaults.forRequest({ userId: '1', guildId: null })).toEqual(own);
    expect(await defaults.forRequest({ userId: '2', guildId: null })).toEqual(AUTOMATIC_SETTINGS);
  });

  it.each(['no JSON', '[]', '{"imageSize": 7}'])(
    'default settings that cannot be read are automatic, and logged: %s',
    async (content) => {
      const { notes, logger, defaults } = await setUp();
      await notes.save('settings of person 1', content);
      expect(await defaults.of(ANN)).toEqual(AUTOMATIC_SETTINGS);
      expect(logger.lines.map(({ message }) => message)).toEqual([
        'Default settings are unreadable',
      ]);
    },
  );
});
