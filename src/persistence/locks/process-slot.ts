import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';

import { tryLock } from 'fs-native-extensions';

import { AppError } from '../../platform/app-error.js';
import { openLockFile } from './lock-file.js';

/** More processes than this on one machine do not help. */
const MAX_SLOTS = 64;

/** Beyond the content of the file, which stays readable on Windows. */
const LOCKED_BYTE = 1_000_000;

/** An owner of duties, and the machine it ran on. */
const CONTENT = /^([0-9a-f-]{36}) (.+)$/;

/**
 * The place of one of several processes in a data directory. The operating system gives it up when
 * the process ends in any way. So the next process in this place knows that the former one is dead,
 * and need not wait until its leases end.
 */
export class ProcessSlot {
  private constructor(
    /** The owner of duties that had the place before, on this machine; null: unknown. */
    readonly formerOwner: string | null,
    private readonly handle: FileHandle,
  ) {}

  /**
   * Takes the first place that is free, and creates the data directory if necessary.
   *
   * @param owner what this process is called as an owner of duties.
   * @throws AppError `storage.in_use` when all places are taken; `storage.unusable` when the
   * directory cannot be created or written to.
   */
  static async acquire(dataDir: string, owner: string): Promise<ProcessSlot> {
    for (let slot = 0; slot < MAX_SLOTS; slot += 1) {
      const handle = await openLockFile(dataDir, `process-${slot}.lock`);
      if (tryLock(handle.fd, LOCKED_BYTE, 1)) return ProcessSlot.take(handle, owner);
      await handle.close();
    }
    throw new AppError({
      code: 'storage.in_use',
      retryable: true,
      userMessage: `${MAX_SLOTS} processes use the data directory ${dataDir}. Stop one first, or set BOT_DATA_DIR to another directory.`,
    });
  }

  private static async take(handle: FileHandle, owner: string): Promise<ProcessSlot> {
    const [, formerOwner, host] = CONTENT.exec(await handle.readFile('utf8')) ?? [];
    await handle.truncate(0);
    await handle.write(`${owner} ${hostname()}`);
    // Some network file systems grant a lock to two machines.
    return new ProcessSlot(host === hostname() ? (formerOwner ?? null) : null, handle);
  }

  /** Gives up the place; the file stays. */
  async release(): Promise<void> {
    await this.handle.close();
  }
}
