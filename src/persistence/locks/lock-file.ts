import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../platform/app-error.js';

/**
 * Opens the file `name` of a data directory for locking. Creates both if necessary, readable by
 * their owner only. Closing the file releases its locks.
 *
 * @throws AppError `storage.unusable` when the directory cannot be created or written to.
 */
export async function openLockFile(dataDir: string, name: string): Promise<FileHandle> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await open(path.join(dataDir, name), 'a+', 0o600);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new AppError({
      code: 'storage.unusable',
      retryable: false,
      userMessage: `The data directory ${dataDir} cannot be written to (${reason}). Let the bot's user write to it, or set BOT_DATA_DIR to another directory.`,
      cause,
    });
  }
}
