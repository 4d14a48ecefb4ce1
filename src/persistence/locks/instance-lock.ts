import { readFile, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import { tryLock } from 'fs-native-extensions';

import { AppError } from '../../platform/app-error.js';
import { openLockFile } from './lock-file.js';

const LOCK_FILE = 'instance.lock';

/**
 * This byte is locked and not the first ones, so that the holder's name stays readable on Windows.
 */
const LOCKED_BYTE = 1_000_000;

/**
 * The exclusive right to use a data directory. The operating system releases this lock when the
 * process ends in any way. The content of the file only names the holder.
 */
export class InstanceLock {
  private constructor(private readonly handle: FileHandle) {}

  /**
   * Creates the data directory if necessary, and takes its lock.
   *
   * @throws AppError `storage.in_use`, naming the holder; `storage.unusable` when the directory
   * cannot be created or written to.
   */
  static async acquire(dataDir: string, startedAt: Date): Promise<InstanceLock> {
    const handle = await openLockFile(dataDir, LOCK_FILE);
    if (!tryLock(handle.fd, LOCKED_BYTE, 1)) {
      await handle.close();
      throw inUse(dataDir, await readFile(path.join(dataDir, LOCK_FILE), 'utf8'));
    }
    await handle.truncate(0);
    await handle.write(`process ${process.pid} on ${hostname()} since ${startedAt.toISOString()}`);
    return new InstanceLock(handle);
  }

  /** Releases the lock; the file stays. */
  async release(): Promise<void> {
    await this.handle.close();
  }
}

function inUse(dataDir: string, holder: string): AppError {
  return new AppError({
    code: 'storage.in_use',
    retryable: true,
    userMessage: `The data directory ${dataDir} is in use by ${holder || 'another process'}. Stop that one first, or set BOT_DATA_DIR to another directory.`,
  });
}
