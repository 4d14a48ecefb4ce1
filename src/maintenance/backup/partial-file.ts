import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { callbackify } from 'node:util';

import { tryLock } from 'fs-native-extensions';

import { systemCode } from '../../persistence/storage-errors.js';

/** Behind the end of any archive, since on Windows only its holder can write to what is locked. */
const LOCKED_BYTE = 2 ** 52;

/** Windows knows no O_NOFOLLOW, which then counts as 0. */
const READ_AND_WRITE_NO_LINK = constants.O_RDWR | constants.O_NOFOLLOW;

/**
 * A file that lies under another name beside its place until it is whole. Its writer holds a lock of
 * the operating system on it all that time, which tells it from what a killed process has left.
 * Errors of the file system pass as they are.
 */
export class PartialFile {
  private constructor(
    readonly name: string,
    private readonly handle: FileHandle,
  ) {}

  /** Makes one, empty and readable by its owner only, for what will be at `target`. */
  static async create(target: string): Promise<PartialFile> {
    for (;;) {
      const name = `${target}.${randomBytes(4).toString('hex')}.partial`;
      const handle = await open(name, 'wx', 0o600);
      // Between opening and locking, another backup can take it for left behind, and remove it.
      if (canBeWritten(handle) && existsSync(name)) return new PartialFile(name, handle);
      await handle.close();
    }
  }

  /**
   * Removes what was left of one that nobody is writing any more; else nothing.
   *
   * @param name the partial file; it may be gone already.
   * @param files what goes then: itself, what lies beside it, or both.
   */
  static async removeLeft(name: string, files: readonly string[]): Promise<void> {
    const handle = existsSync(name) ? await open(name, READ_AND_WRITE_NO_LINK) : null;
    try {
      if (handle !== null && !tryLock(handle.fd, LOCKED_BYTE, 1)) return;
      for (const file of files) await rm(file, { force: true });
    } finally {
      await handle?.close();
    }
  }

  /** A stream that writes to it. Its end leaves the file open and locked, unlike that of Node's own. */
  stream(): Writable {
    const write = callbackify((chunk: Buffer) => this.handle.writeFile(chunk));
    return new Writable({ write: (chunk: Buffer, _encoding, done) => write(chunk, done) });
  }

  /** Puts it in its place once all of it is on the disk. */
  async moveTo(target: string): Promise<void> {
    await this.handle.sync();
    await rename(this.name, target);
    await this.handle.close();
  }

  /** Removes it where it was not moved. */
  async discard(): Promise<void> {
    await rm(this.name, { force: true });
    await this.handle.close();
  }
}

/** Not while another process is about to remove it. Where there are no locks, nobody removes any. */
function canBeWritten(handle: FileHandle): boolean {
  try {
    return tryLock(handle.fd, LOCKED_BYTE, 1);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return true;
  }
}
