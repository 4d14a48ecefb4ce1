import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ModerationLog } from '../../../../src/bot/moderation/log/moderation-log.js';
import { ModerationChannels } from '../../../../src/persistence/moderation-channels.js';
import { ModerationEntries } from '../../../../src/persistence/moderation-entries.js';
import { Notes } from '../../../../src/persistence/notes.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { LOG_CHANNEL, moderationEntry } from '../../../support/moderation.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';
import { openTestDatabase } from '../../../support/test-database.js';

const GUILD = '300000000000000003';
const { at: _at, ...REPORT } = moderationEntry({ prompt: 'a cat' });

async function setUp({ isChosen = true, hasFolder = false, withPrompts = false } = {}) {
  const { dataSource, clock } = await openTestDatabase();
  const entries = new ModerationEntries(dataSource);
  const channels = new ModerationChannels(new Notes(dataSource));
  if (isChosen) await channels.choose(GUILD, LOG_CHANNEL);
  const folder = hasFolder ? path.join(await temporaryDirectory(), 'log') : null;
  const logger = new RecordingLogger();
  const config = { log: { folder, days: 30, withPrompts } };
  const log = new ModerationLog(entries, channels, config, clock, logger);
  const now = new Date(clock.now()).toISOString();
  const told: string[] = [];
  log.follow((guildId) => void told.push(guildId));
  const lines = async () => {
    const file = path.join(folder ?? '', `moderation-${now.slice(0, 10)}.jsonl`);
    const text = folder === null ? '' : await readFile(file, 'utf8');
    return text.split('\n').filter(Boolean);
  };
  return { entries, log, told, folder, lines, logger, now };
}

describe('the moderation log', () => {
  it('an entry for the channel of its server waits there, without the prompt, and is told of once', async () => {
    const { entries, log, told, now } = await setUp();
    expect(await log.note(REPORT)).toBe('noted');
    expect(await log.note(REPORT)).toBe('known');
    const entry = { ...REPORT, at: now, prompt: null };
    expect(await entries.waiting(GUILD, 9)).toEqual([entry]);
    expect(told).toEqual([GUILD]);
  });

  it('an entry names the prompt where whoever runs the bot wants that', async () => {
    const { entries, log } = await setUp({ withPrompts: true });
    await log.note(REPORT);
    expect(await entries.waiting(GUILD, 9)).toMatchObject([{ prompt: 'a cat' }]);
  });

  it('nothing is kept where neither a channel nor a folder is wanted', async () => {
    const { entries, log, told } = await setUp({ isChosen: false });
    expect(await log.note(REPORT)).toBe('unwanted');
    expect(await log.note({ ...REPORT, guildId: null })).toBe('unwanted');
    expect(await entries.has(REPORT.key)).toBe(false);
    expect(told).toEqual([]);
  });

  it('a folder gets a line for each entry, of direct messages as well, that nobody else can read', async () => {
    const { log, folder, lines, told, now } = await setUp({ isChosen: false, hasFolder: true });
    expect(await log.note(REPORT)).toBe('noted');
    expect(await log.note({ ...REPORT, key: 'another', guildId: null })).toBe('noted');
    expect(await log.note(REPORT)).toBe('known');
    expect((await lines()).map((line): unknown => JSON.parse(line))).toEqual([
      { ...REPORT, at: now, prompt: null },
      { ...REPORT, key: 'another', guildId: null, at: now, prompt: null },
    ]);
    expect((await readdir(folder!)).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
    expect((await stat(folder!)).mode & 0o777).toBe(0o700);
    expect(told).toEqual([]);
  });

  it('a note that fails is logged, and fails only who has to know', async () => {
    const { log, folder, logger, entries } = await setUp({ hasFolder: true });
    await writeFile(folder!, 'in the way');
    expect(await appErrorOf(log.note(REPORT))).toMatchObject({ code: 'storage.moderation_log' });
    await log.noteIfPossible(REPORT);
    expect(logger.messages('error')).toEqual(['The moderation log failed']);
    expect(await entries.has(REPORT.key)).toBe(false);
  });
});
