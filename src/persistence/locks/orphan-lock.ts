import type { FileHandle } from 'node:fs/promises';

import { tryLock } from 'fs-native-extensions';

import { AppError } from '../../platform/app-error.js';
import { openLockFile } from './lock-file.js';

/** A separate file, because on macOS a lock always covers the whole file. */
const LOCK_FILE = 'orphans.lock';

/**
 * Prevents the removal of files without a row during a restore, which stores files long before
 * their rows. The operating system releases this lock when the process ends in any way. The running
 * bot does not need it, because its `InstanceLock` prevents a restore.
 */
export class OrphanLock {
  private constructor(private readonly handle: FileHandle) {}

  /**
   * For a restore: no process removes files of the data directory until `release`.
   *
   * @throws AppError `storage.in_use` while a process removes files; `storage.unusable`.
   */
  static async forRestore(dataDir: string): Promise<OrphanLock> {
    return OrphanLock.acquire(
      dataDir,
      { shared: false },
      `Files that no interaction needs are being removed from the data directory ${dataDir} (\`cleanup\`, or \`verify --fix\`). Nothing was restored; run it again when that is over.`,
    );
  }

  /**
   * For removing files without a row. Several processes may do so at the same time.
   *
   * @throws AppError `storage.in_use` during a restore; `storage.unusable`.
   */
  static async forRemoval(dataDir: string): Promise<OrphanLock> {
    return OrphanLock.acquire(
      dataDir,
      { shared: true },
      `A restore into the data directory ${dataDir} is under way, and its files are not to be removed. Nothing was changed; run this again when the restore is over.`,
    );
  }

  private static async acquire(
    dataDir: string,
    options: { readonly shared: boolean },
    refusal: string,
  ): Promise<OrphanLock> {
    const handle = await openLockFile(dataDir, LOCK_FILE);
    if (tryLock(handle.fd, 0, 1, options)) return new OrphanLock(handle);
    await handle.close();
    throw new AppError({ code: 'storage.in_use', retryable: true, userMessage: refusal });
  }

  /** Releases the lock; the file stays. */
  async release(): Promise<void> {
    await this.handle.close();
  }
}
