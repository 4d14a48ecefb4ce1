import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';

import { extract, pack, type Header } from 'tar-stream';

import { temporaryDirectory } from './temporary-directory.js';

/** One entry of an archive that a test builds or takes apart. */
export interface TestEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly type?: Header['type'];
  readonly linkname?: string;
}

/** The uncompressed bytes of a tar archive. */
export async function tarOf(entries: readonly TestEntry[]): Promise<Buffer> {
  const tar = pack();
  const bytes = buffer(tar);
  for (const { name, bytes: body, type = 'file', linkname } of entries) {
    tar.entry({ name, type, ...(linkname !== undefined && { linkname }) }, body);
  }
  tar.finalize();
  return bytes;
}

/** Writes an archive into a directory of its own, and gives its path. */
export async function archiveOf(
  entries: readonly TestEntry[],
  change: (tar: Buffer) => Buffer = (tar) => tar,
): Promise<string> {
  const file = path.join(await temporaryDirectory(), 'backup.tar.gz');
  await writeFile(file, gzipSync(change(await tarOf(entries))));
  return file;
}

/** The entries of an archive, in their order. */
export async function entriesOf(bytes: Buffer): Promise<{ name: string; bytes: Buffer }[]> {
  const tar = extract();
  tar.end(gunzipSync(bytes));
  const entries: { name: string; bytes: Buffer }[] = [];
  for await (const entry of tar) {
    entries.push({ name: entry.header.name, bytes: await buffer(entry) });
  }
  return entries;
}

/** The entries with checksums and end as they have to be for them, like those of a good archive. */
export function completed(entries: readonly TestEntry[]): TestEntry[] {
  const kept = entries.filter(({ name }) => name !== 'SHA256SUMS' && name !== 'end.json');
  const sums = kept.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('');
  const images = kept.filter(({ name }) => name.includes('_images/'));
  const end = {
    interactions: kept.filter(({ name }) => name.startsWith('interactions/')).length,
    images: images.length,
    imageBytes: images.reduce((sum, { bytes }) => sum + bytes.length, 0),
    checksumsSha256: sha256(sums),
  };
  return [
    ...kept,
    { name: 'SHA256SUMS', bytes: sums },
    { name: 'end.json', bytes: JSON.stringify(end) },
  ];
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
