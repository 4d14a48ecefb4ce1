import { appendFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../../platform/app-error.js';
import type { ModerationEntry } from '../../../interactions/moderation-entry.js';
import { NOT_LOGGED } from './sentences.js';

const NAME = /^moderation-(\d{4}-\d\d-\d\d)\.jsonl$/;

/**
 * Appends an entry, as one line of JSON, to the file of its day (UTC) in `folder`, which is made where it
 * is missing.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function appendToFile(folder: string, entry: ModerationEntry): Promise<void> {
  const file = path.join(folder, `moderation-${entry.at.slice(0, 10)}.jsonl`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw failed(cause);
  }
}

/**
 * Removes the files of the days before that of a time, ISO 8601 in UTC. Other files stay.
 *
 * @throws AppError `storage.moderation_log`
 */
export async function removeFilesBefore(folder: string, time: string): Promise<void> {
  const firstDay = time.slice(0, 10);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(folder)) {
      const day = NAME.exec(name)?.[1];
      if (day !== undefined && day < firstDay) await rm(path.join(folder, name), { force: true });
    }
  } catch (cause) {
    throw failed(cause);
  }
}

function failed(cause: unknown): AppError {
  return new AppError({
    code: 'storage.moderation_log',
    retryable: true,
    userMessage: NOT_LOGGED,
    cause,
  });
}
