import { readFile, stat } from 'node:fs/promises';

import { entriesIn, WordList } from '../../../interactions/word-list.js';
import { AppError } from '../../../platform/app-error.js';
import { badWordList, TOO_LARGE, TOO_MANY_WORDS, UNREADABLE_LIST } from './sentences.js';

const MAX_BYTES = 1024 * 1024;
const MAX_ENTRIES = 20_000;

/**
 * Reads a list of words, one entry on each line of a text file in UTF-8.
 *
 * @throws AppError `config.word_list` when it cannot be read, or is too large.
 */
export async function readWordList(file: string): Promise<WordList> {
  const bytes = await contentOf(file);
  if (bytes.length > MAX_BYTES) throw unusable(TOO_LARGE);
  const entries = entriesIn(decoded(bytes));
  if (entries.length > MAX_ENTRIES) throw unusable(TOO_MANY_WORDS);
  return new WordList(entries);
}

async function contentOf(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    return size > MAX_BYTES ? Buffer.alloc(MAX_BYTES + 1) : await readFile(file);
  } catch (cause) {
    throw unusable(UNREADABLE_LIST, cause);
  }
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unusable(UNREADABLE_LIST, cause);
  }
}

function unusable(reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'config.word_list',
    retryable: false,
    userMessage: badWordList(reason),
    cause,
  });
}
