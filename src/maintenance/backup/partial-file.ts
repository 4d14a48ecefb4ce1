import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { callbackify } from 'node:util';

import { tryLock } from 'fs-native-extensions';

import { systemCode } from '../../persistence/storage-errors.js';

/**
 * After the end of any archive, because on Windows only the lock's owner can write to locked bytes.
 */
const LOCKED_BYTE = 2 ** 52;

/** Windows has no O_NOFOLLOW; it then counts as 0. */
const READ_AND_WRITE_NO_LINK = constants.O_RDWR | constants.O_NOFOLLOW;

/**
 * A file with a temporary name next to its final path until it is complete. The writer holds a lock
 * of the operating system on it, so that it differs from files of killed processes. Errors of the
 * file system are thrown unchanged.
 */
export class PartialFile {
  private constructor(
    readonly name: string,
    private readonly handle: FileHandle,
  ) {}

  /** Creates an empty file, readable by its owner only, for the final path `target`. */
  static async create(target: string): Promise<PartialFile> {
    for (;;) {
      const name = `${target}.${randomBytes(4).toString('hex')}.partial`;
      const handle = await open(name, 'wx', 0o600);
      // Before the lock is taken, another backup can remove the file, because it looks abandoned.
      if (canBeWritten(handle) && existsSync(name)) return new PartialFile(name, handle);
      await handle.close();
    }
  }

  /**
   * Removes files of a partial file that no process is writing; else does nothing.
   *
   * @param name the partial file; it may no longer exist.
   * @param files the files to remove: itself, its checksums, or both.
   */
  static async removeUnlocked(name: string, files: readonly string[]): Promise<void> {
    const handle = existsSync(name) ? await open(name, READ_AND_WRITE_NO_LINK) : null;
    try {
      if (handle !== null && !tryLock(handle.fd, LOCKED_BYTE, 1)) return;
      for (const file of files) await rm(file, { force: true });
    } finally {
      await handle?.close();
    }
  }

  /**
   * A stream that writes to the file. Unlike Node's own, its end leaves the file open and locked.
   */
  stream(): Writable {
    const write = callbackify((chunk: Buffer) => this.handle.writeFile(chunk));
    return new Writable({ write: (chunk: Buffer, _encoding, done) => write(chunk, done) });
  }

  /** Renames the file to `target` after syncing it to the disk. */
  async moveTo(target: string): Promise<void> {
    await this.handle.sync();
    await rename(this.name, target);
    await this.handle.close();
  }

  /** Removes the file if it was not moved. */
  async discard(): Promise<void> {
    await rm(this.name, { force: true });
    await this.handle.close();
  }
}

/**
 * False while another process is about to remove the file. Without lock support, no process removes
 * files.
 */
function canBeWritten(handle: FileHandle): boolean {
  try {
    return tryLock(handle.fd, LOCKED_BYTE, 1);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return true;
  }
}
