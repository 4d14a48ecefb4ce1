import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { pack, type Pack } from 'tar-stream';

import { AppError } from '../../platform/app-error.js';
import { systemCode, toStorageError } from '../../persistence/storage-errors.js';
import { syncFolder } from '../../persistence/sync-folder.js';
import type { Keyring } from '../../persistence/encryption/keyring.js';
import { encrypted } from './archive-encryption.js';
import { CHECKSUMS, END, type ArchiveEnd } from './archive-format.js';
import { removeLeftBehind } from './left-behind.js';
import { PartialFile } from './partial-file.js';

/** Large chunks reduce the overhead of the streams. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Writes one compressed archive. It is written under a temporary name, and renamed when it is
 * complete and on the disk. Only its owner can read it. Memory use does not depend on its size.
 */
export class ArchiveWriter {
  private readonly tar: Pack = pack();
  private readonly digest = createHash('sha256');
  private readonly written: Promise<void>;
  private readonly checksums: WriteStream;
  private checksumBytes = 0;

  private constructor(
    private readonly file: string,
    readonly atMs: number,
    private readonly partial: PartialFile,
    keyring: Keyring,
  ) {
    this.checksums = createWriteStream(this.checksumFile, { flags: 'wx', mode: 0o600 });
    // Errors are handled where the stream is awaited; an earlier error also stops the write.
    this.checksums.on('error', () => undefined);
    this.written = pipeline(
      this.tar,
      createGzip({ chunkSize: CHUNK_BYTES }),
      encrypted(keyring),
      partial.stream(),
    );
    this.written.catch(() => undefined);
  }

  /**
   * Starts an archive, and removes partial files of killed backups from its folder.
   *
   * @param file the path of the finished archive.
   * @param atMs the time stamp of its entries, in milliseconds since the Unix epoch.
   * @param keyring whose first key encrypts the archive; without keys it is not encrypted.
   * @throws AppError `storage.*`
   */
  static async open(file: string, atMs: number, keyring: Keyring): Promise<ArchiveWriter> {
    refuseToOverwrite(file);
    try {
      await removeLeftBehind(file);
      return new ArchiveWriter(file, atMs, await PartialFile.create(file), keyring);
    } catch (cause) {
      throw cannotWrite(file, cause);
    }
  }

  /** Adds an entry. @throws AppError `storage.*` */
  async add(name: string, bytes: Buffer): Promise<void> {
    await this.write(
      new Promise<void>((resolve, reject) => {
        this.tar.entry(this.header(name, bytes.length), bytes, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    );
    await this.note(name, createHash('sha256').update(bytes).digest('hex'));
  }

  /**
   * Adds the checksums and the end, and renames the archive to its final name.
   *
   * @returns its size in bytes.
   * @throws AppError `storage.*`
   */
  async finish(counts: Omit<ArchiveEnd, 'checksumsSha256'>): Promise<number> {
    await this.write(this.addChecksums());
    const end: ArchiveEnd = { ...counts, checksumsSha256: this.digest.digest('hex') };
    const json = Buffer.from(JSON.stringify(end));
    await this.write(
      new Promise<void>((resolve, reject) => {
        this.tar.entry(this.header(END, json.length), json, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    );
    this.tar.finalize();
    try {
      await this.written;
      refuseToOverwrite(this.file);
      await this.partial.moveTo(this.file);
      await syncFolder(path.dirname(this.file));
      return (await stat(this.file)).size;
    } catch (cause) {
      throw cannotWrite(this.file, cause);
    }
  }

  /** Removes an unfinished archive; after `finish` there is nothing to remove. */
  async discard(): Promise<void> {
    this.tar.destroy();
    this.checksums.destroy();
    await Promise.allSettled([this.written, finished(this.checksums)]);
    await rm(this.checksumFile, { force: true });
    await this.partial.discard();
  }

  private get checksumFile(): string {
    return `${this.partial.name}.sums`;
  }

  private header(name: string, size: number) {
    return { name, size, mode: 0o600, mtime: new Date(this.atMs), type: 'file' as const };
  }

  /**
   * Adds a line for `sha256sum --check`. The lines are kept in a file, because there can be
   * millions.
   */
  private async note(name: string, sha256: string): Promise<void> {
    const line = `${sha256}  ${name}\n`;
    this.digest.update(line);
    this.checksumBytes += Buffer.byteLength(line);
    if (!this.checksums.write(line)) await this.write(once(this.checksums, 'drain'));
  }

  private async addChecksums(): Promise<void> {
    this.checksums.end();
    await finished(this.checksums);
    await new Promise<void>((resolve, reject) => {
      const entry = this.tar.entry(this.header(CHECKSUMS, this.checksumBytes), (error) =>
        error ? reject(error) : resolve(),
      );
      pipeline(createReadStream(this.checksumFile), entry).catch(reject);
    });
  }

  /**
   * Awaits `work`. On an error, stops the archive and throws the reason why it cannot be written.
   */
  private async write(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.tar.destroy();
      const [reason] = await Promise.allSettled([this.written]);
      const isStopped = reason.status === 'rejected' && isOfSystem(reason.reason);
      throw cannotWrite(this.file, isStopped ? reason.reason : error);
    }
  }
}

function cannotWrite(file: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const { code, retryable } = toStorageError(cause);
  const userMessage = `The archive ${file} cannot be written (${systemCode(cause) ?? 'unknown'}).`;
  return new AppError({ code, retryable, userMessage, cause });
}

/** Whether the disk failed, and not a stream that was stopped because of that. */
function isOfSystem(error: unknown): boolean {
  return /^E(?!RR_)/.test(systemCode(error) ?? '');
}

function refuseToOverwrite(file: string): void {
  if (!existsSync(file)) return;
  throw new AppError({
    code: 'storage.file_exists',
    retryable: false,
    userMessage: `There is a file ${file} already; it is not overwritten. Name another one.`,
  });
}
