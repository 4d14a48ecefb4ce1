import { rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ListedWords } from '../../../../src/bot/moderation/words/listed-words.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';

async function setUp(content: string | Buffer | null) {
  const folder = await temporaryDirectory();
  const wordListFile = path.join(folder, 'words.txt');
  const write = async (next: string | Buffer) => {
    await writeFile(`${wordListFile}.new`, next);
    await rename(`${wordListFile}.new`, wordListFile);
  };
  if (content !== null) await write(content);
  const logger = new RecordingLogger();
  return { wordListFile, write, logger, words: new ListedWords({ wordListFile }, logger) };
}

describe('the listed words', () => {
  it('the words of the file are found', async () => {
    const { words } = await setUp('# a remark\nbad\n');
    expect(await words.firstIn('a BAD cat')).toBe('bad');
    expect(await words.firstIn('a cat')).toBeNull();
  });

  it('without a file, no word is listed', async () => {
    const words = new ListedWords({ wordListFile: null }, new RecordingLogger());
    await words.load();
    expect(await words.firstIn('bad')).toBeNull();
  });

  it('a file that was replaced is read again', async () => {
    const { words, write } = await setUp('bad');
    await words.load();
    await write('evil');
    expect(await words.firstIn('evil')).toBe('evil');
    expect(await words.firstIn('bad')).toBeNull();
  });

  it('a file that was written in place with as many bytes is read again', async () => {
    const { words, wordListFile } = await setUp('bad');
    await words.load();
    await writeFile(wordListFile, 'mad');
    await utimes(wordListFile, 1, 1);
    expect(await words.firstIn('mad')).toBe('mad');
  });

  it('the former words hold while the file is gone or cannot be used, which is logged once', async () => {
    const { words, write, wordListFile, logger } = await setUp('bad');
    await words.load();
    await rm(wordListFile);
    expect(await words.firstIn('bad')).toBe('bad');
    expect(await words.firstIn('bad')).toBe('bad');
    await write(Buffer.from([0x62, 0xff]));
    expect(await words.firstIn('bad')).toBe('bad');
    expect(logger.messages('error')).toHaveLength(2);
    await write('evil');
    expect(await words.firstIn('bad')).toBeNull();
  });

  it('a checked text waits for the newest list, also when many are checked at once', async () => {
    const { words, write } = await setUp('bad');
    await words.load();
    await write('evil');
    const found = await Promise.all(Array.from({ length: 20 }, () => words.firstIn('evil')));
    expect(new Set(found)).toEqual(new Set(['evil']));
  });

  it.each([
    ['is not there', null, 'UTF-8'],
    ['is no text', Buffer.from([0xff, 0xfe]), 'UTF-8'],
    ['is too large', Buffer.alloc(1024 * 1024 + 1, 'a'), '1 MiB'],
    ['has too many entries', 'a\n'.repeat(20_001), '20,000'],
  ])('a start says by name that the file %s, and no prompt passes', async (_what, content, why) => {
    const { words } = await setUp(content);
    const error = await appErrorOf(words.load());
    expect(error.code).toBe('config.word_list');
    expect(error.userMessage).toContain('WORD_LIST_FILE');
    expect(error.userMessage).toContain(why);
    expect(await appErrorOf(words.firstIn('a cat'))).toMatchObject({ code: 'config.word_list' });
  });
});
