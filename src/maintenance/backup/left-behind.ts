import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { systemCode } from '../../persistence/storage-errors.js';
import { isArchiveName } from './archive-name.js';
import { PartialFile } from './partial-file.js';

/** A partial file, or the checksums beside it: `<archive>.<8 hex digits>.partial[.sums]`. */
const LEFT = /^((.+)\.[0-9a-f]{8}\.partial)(?:\.sums)?$/;

/**
 * Removes what killed backups have left in the folder of the archive `file`: of archives with the
 * same name, or with one that the time gave. Only plain files go, and only those that nobody is
 * writing. What cannot be removed stays.
 *
 * @throws an error of the file system when the folder cannot be read.
 */
export async function removeLeftBehind(file: string): Promise<void> {
  const folder = path.dirname(file);
  const left = new Map<string, Dirent[]>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [, partial, archive] = LEFT.exec(entry.name) ?? [];
    if (partial === undefined || archive === undefined) continue;
    if (archive !== path.basename(file) && !isArchiveName(archive)) continue;
    left.set(partial, [...(left.get(partial) ?? []), entry]);
  }
  for (const [partial, entries] of left) {
    if (!entries.every((entry) => entry.isFile())) continue;
    const files = entries.map(({ name }) => path.join(folder, name));
    await removeOne(path.join(folder, partial), files);
  }
}

async function removeOne(partial: string, files: readonly string[]): Promise<void> {
  try {
    await PartialFile.removeLeft(partial, files);
  } catch (error) {
    // Another user's file, for one, is no reason against a backup.
    if (systemCode(error) === undefined) throw error;
  }
}
