import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { extract, type Header } from 'tar-stream';

import { AppError } from '../../platform/app-error.js';
import { systemCode } from '../../persistence/storage-errors.js';
import type { Keyring } from '../../persistence/encryption/keyring.js';
import { decrypted } from './archive-encryption.js';
import { ARCHIVE_LIMITS } from './archive-format.js';
import { archiveRefused } from './archive-refused.js';

/** Large chunks reduce the overhead of the streams. */
const CHUNK_BYTES = 256 * 1024;

/** One entry of an archive. Its bytes must be read before the next entry. */
export interface ArchiveEntry {
  readonly name: string;
  readonly byteSize: number;
  readonly chunks: AsyncIterable<Buffer>;
}

/**
 * Yields the entries of an archive in order. Nothing is written to disk.
 *
 * @throws AppError `storage.archive_refused` when the file is not such an archive, is incomplete,
 * holds anything but files, or unpacks to an implausible size; `storage.no_archive` when it cannot
 * be read.
 */
export async function* archiveEntries(
  file: string,
  keyring: Keyring,
): AsyncGenerator<ArchiveEntry> {
  const source = createReadStream(file);
  const tar = extract();
  const unpacked = pipeline(
    source,
    decrypted(keyring),
    createGunzip({ chunkSize: CHUNK_BYTES }),
    withinRatio(source),
    tar,
  );
  unpacked.catch(() => undefined);
  try {
    let entries = 0;
    for await (const entry of tar) {
      entries += 1;
      if (entries > ARCHIVE_LIMITS.maxEntries) throw archiveRefused('it has too many entries.');
      yield { ...checked(entry.header), chunks: buffers(file, entry) };
    }
    await unpacked;
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(file, cause);
  } finally {
    tar.destroy();
    source.destroy();
  }
}

/**
 * Reads a whole entry.
 *
 * @throws AppError `storage.archive_refused` when it is larger than `maxBytes`.
 */
export async function bytesOf(
  { name, byteSize, chunks }: ArchiveEntry,
  maxBytes: number,
): Promise<Buffer> {
  if (byteSize > maxBytes) {
    throw archiveRefused(
      `the entry ${quoted(name)} has ${byteSize} bytes; allowed are ${maxBytes}.`,
    );
  }
  const read: Buffer[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}

/** An entry's name, shortened for a message. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name);
}

function checked({ name, type, size }: Header): Omit<ArchiveEntry, 'chunks'> {
  if (type !== 'file') {
    throw archiveRefused(`the entry ${quoted(name)} is not a file but of the kind “${type}”.`);
  }
  if (!Number.isSafeInteger(size) || size < 0) {
    throw archiveRefused(`the entry ${quoted(name)} has no valid size.`);
  }
  return { name, byteSize: size };
}

/** The chunks of tar-stream are buffers, but its types do not say so. */
async function* buffers(file: string, chunks: AsyncIterable<unknown>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of chunks) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('an entry without bytes');
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(file, cause);
  }
}

/** Passes on unpacked bytes, and fails when they are too many for the bytes read so far. */
function withinRatio(source: ReadStream) {
  const { maxRatio, ratioCountsFromBytes } = ARCHIVE_LIMITS;
  return async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > ratioCountsFromBytes && bytes > source.bytesRead * maxRatio) {
        throw archiveRefused(`it unpacks to more than ${maxRatio} times its size.`);
      }
      yield chunk;
    }
  };
}

function unreadable(file: string, cause: unknown): AppError {
  const code = systemCode(cause);
  if (code === undefined || !/^E[A-Z]+$/.test(code)) {
    return archiveRefused('it is no whole .tar.gz archive; it is damaged or breaks off.', cause);
  }
  return new AppError({
    code: 'storage.no_archive',
    retryable: false,
    userMessage: `The archive ${file} cannot be read (${code}).`,
    cause,
  });
}
