import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';

import { pack } from 'tar-stream';

import type { ExportEntry } from './export-entries.js';

/** A tar header, the padding of the last block, and what gzip adds, at most. */
const OVERHEAD_BYTES = 2048;

/** An archive that is no larger than asked for, and what is in it. */
export interface ExportPart {
  readonly bytes: Buffer;
  readonly interactions: number;
  readonly images: number;
  /** Pictures before it that are too large for one archive, and are left out. */
  readonly tooLarge: number;
}

/**
 * Packs an export into archives (.tar.gz) of at most `maxBytes`, each whole by itself. One at a
 * time is in memory.
 */
export async function* exportParts(
  entries: AsyncIterable<ExportEntry>,
  maxBytes: number,
): AsyncGenerator<ExportPart> {
  let part: ExportEntry[] = [];
  let [byteSize, tooLarge] = [0, 0];
  const packed = async (): Promise<ExportPart> => ({
    bytes: await archive(part),
    interactions: part.filter(({ kind }) => kind === 'interaction').length,
    images: part.filter(({ kind }) => kind === 'image').length,
    tooLarge,
  });
  for await (const entry of entries) {
    const size = entry.bytes.length + OVERHEAD_BYTES;
    if (size > maxBytes) {
      tooLarge += 1;
      continue;
    }
    if (byteSize + size > maxBytes) {
      yield await packed();
      [part, byteSize, tooLarge] = [[], 0, 0];
    }
    part.push(entry);
    byteSize += size;
  }
  if (part.length > 0 || tooLarge > 0) yield await packed();
}

async function archive(entries: readonly ExportEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, bytes } of entries) tar.entry({ name, mode: 0o600 }, bytes);
  tar.finalize();
  return buffer(tar.pipe(createGzip()));
}
