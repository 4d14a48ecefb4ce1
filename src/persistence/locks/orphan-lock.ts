import type { FileHandle } from 'node:fs/promises';

import { tryLock } from 'fs-native-extensions';

import { AppError } from '../../platform/app-error.js';
import { openLockFile } from './lock-file.js';

/** A file of its own: on macOS a lock is always on the whole file. */
const LOCK_FILE = 'orphans.lock';

/**
 * Keeps apart who stores files long before their rows (a restore), and who removes files that no row
 * names. It is a lock of the operating system, which ends with the process however that ends. The
 * running bot needs none: no restore gets past its `InstanceLock`.
 */
export class OrphanLock {
  private constructor(private readonly handle: FileHandle) {}

  /**
   * For a restore: nobody removes files of a data directory until `release`.
   *
   * @throws AppError `storage.in_use` while somebody does; `storage.unusable`.
   */
  static async forRestore(dataDir: string): Promise<OrphanLock> {
    return OrphanLock.acquire(
      dataDir,
      { shared: false },
      `Files that no interaction needs are being removed from the data directory ${dataDir} (\`cleanup\`, or \`verify --fix\`). Nothing was restored; run it again when that is over.`,
    );
  }

  /**
   * For removing files that no row names, which any number of processes may do at the same time.
   *
   * @throws AppError `storage.in_use` while a restore is under way; `storage.unusable`.
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

  /** Gives the lock back; the file stays. */
  async release(): Promise<void> {
    await this.handle.close();
  }
}
