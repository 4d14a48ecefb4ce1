import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { systemCode } from '../../persistence/storage-errors.js';
import { isArchiveName } from './archive-name.js';
import { PartialFile } from './partial-file.js';

/** A partial file, or the checksums beside it: `<archive>.<8 hex digits>.partial[.sums]`. */
const PARTIAL = /^((.+)\.[0-9a-f]{8}\.partial)(?:\.sums)?$/;

/**
 * Removes partial files of killed backups from the folder of the archive `file`: those of archives
 * with the same name, or with a default name. Removes only plain files that no process is writing.
 * Files that cannot be removed stay.
 *
 * @throws an error of the file system when the folder cannot be read.
 */
export async function removeLeftBehind(file: string): Promise<void> {
  const folder = path.dirname(file);
  const found = new Map<string, Dirent[]>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const [, partial, archive] = PARTIAL.exec(entry.name) ?? [];
    if (partial === undefined || archive === undefined) continue;
    if (archive !== path.basename(file) && !isArchiveName(archive)) continue;
    found.set(partial, [...(found.get(partial) ?? []), entry]);
  }
  for (const [partial, entries] of found) {
    if (!entries.every((entry) => entry.isFile())) continue;
    const files = entries.map(({ name }) => path.join(folder, name));
    await removeOne(path.join(folder, partial), files);
  }
}

async function removeOne(partial: string, files: readonly string[]): Promise<void> {
  try {
    await PartialFile.removeUnlocked(partial, files);
  } catch (error) {
    // A file that cannot be removed, for example another user's, does not prevent a backup.
    if (systemCode(error) === undefined) throw error;
  }
}
