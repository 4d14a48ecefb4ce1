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
import { CHECKSUMS, END, type ArchiveEnd } from './archive-format.js';
import { removeLeftBehind } from './left-behind.js';
import { PartialFile } from './partial-file.js';

/** Large pieces spare most of the way through the streams. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Writes one archive: compressed, beside its place under another name, and moved there when it is
 * whole and on the disk. Only its owner can read it. Memory does not grow with the archive.
 */
export class ArchiveWriter {
  private readonly tar: Pack = pack();
  private readonly digest = createHash('sha256');
  private readonly written: Promise<void>;
  private readonly checksums: WriteStream;
  private checksumBytes = 0;

  private constructor(
    private readonly file: string,
    private readonly atMs: number,
    private readonly partial: PartialFile,
  ) {
    this.checksums = createWriteStream(this.checksumFile, { flags: 'wx', mode: 0o600 });
    // Looked at where it is awaited; a failure before that is told by the write that it stops.
    this.checksums.on('error', () => undefined);
    this.written = pipeline(this.tar, createGzip({ chunkSize: CHUNK_BYTES }), partial.stream());
    this.written.catch(() => undefined);
  }

  /**
   * Begins an archive, and removes what killed backups have left beside its place.
   *
   * @param file where the archive will be.
   * @param atMs the time that its entries bear, milliseconds since the Unix epoch.
   * @throws AppError `storage.*`
   */
  static async open(file: string, atMs: number): Promise<ArchiveWriter> {
    refuseToOverwrite(file);
    try {
      await removeLeftBehind(file);
      return new ArchiveWriter(file, atMs, await PartialFile.create(file));
    } catch (cause) {
      throw cannotWrite(file, cause);
    }
  }

  /** Adds an entry. @throws AppError `storage.*` */
  async add(name: string, bytes: Buffer): Promise<void> {
    await this.unlessItFails(
      new Promise<void>((resolve, reject) => {
        this.tar.entry(this.header(name, bytes.length), bytes, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
    );
    await this.note(name, createHash('sha256').update(bytes).digest('hex'));
  }

  /**
   * Adds the checksums and the end, and puts the archive in its place.
   *
   * @returns its size in bytes.
   * @throws AppError `storage.*`
   */
  async finish(counts: Omit<ArchiveEnd, 'checksumsSha256'>): Promise<number> {
    await this.unlessItFails(this.addChecksums());
    const end: ArchiveEnd = { ...counts, checksumsSha256: this.digest.digest('hex') };
    const json = Buffer.from(JSON.stringify(end));
    await this.unlessItFails(
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

  /** Removes what was left unfinished; after `finish` there is nothing. */
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

  /** A line as `sha256sum --check` reads it; kept in a file, since there can be millions. */
  private async note(name: string, sha256: string): Promise<void> {
    const line = `${sha256}  ${name}\n`;
    this.digest.update(line);
    this.checksumBytes += Buffer.byteLength(line);
    if (!this.checksums.write(line)) await this.unlessItFails(once(this.checksums, 'drain'));
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

  /** `work`, or why the archive cannot be written, which ends the work as well. */
  private async unlessItFails(work: Promise<unknown>): Promise<void> {
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

/** Whether it is the disk that failed, not a stream that was ended because of that. */
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
