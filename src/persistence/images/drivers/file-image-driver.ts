import { mkdir, open, opendir, readFile, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

import { keyTaken, storage, systemCode, toStorageError } from '../../storage-errors.js';
import { syncFolder } from '../../sync-folder.js';
import type { ImageDriver, StoredFile } from './image-driver.js';

/** Bytes as files below one directory, readable by their owner only. */
export class FileImageDriver implements ImageDriver {
  /** They share the thread pool with everything else. */
  readonly concurrency = 2;
  readonly isShared = false;
  readonly rereadAfterMs = [0];

  /** @param rootDir the data directory; the folders of the keys are made in it when needed. */
  constructor(private readonly rootDir: string) {}

  async create(key: string, bytes: Buffer): Promise<void> {
    if ((await this.stat(key)) !== null) throw keyTaken();
    await this.write(key, bytes);
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await storage(writeWhole(this.pathOf(key), bytes));
  }

  async read(key: string): Promise<Buffer | null> {
    return unlessAbsent(readFile(this.pathOf(key)));
  }

  async *list(prefix: string): AsyncGenerator<StoredFile> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/'));
    for await (const fileName of fileNamesIn(this.pathOf(folder))) {
      const name = `${folder}/${fileName}`;
      const file = name.startsWith(prefix) ? await this.stat(name) : null;
      if (file !== null) yield file;
    }
  }

  async stat(name: string): Promise<StoredFile | null> {
    const file = await unlessAbsent(stat(this.pathOf(name)));
    return file && { name, byteSize: file.size, storedAtMs: file.mtimeMs };
  }

  async remove(name: string): Promise<void> {
    await unlessAbsent(unlink(this.pathOf(name)));
  }

  private pathOf(name: string): string {
    return path.join(this.rootDir, name);
  }
}

/** The names of the files in a folder, a few at a time; none where it is not there. */
async function* fileNamesIn(dir: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(dir)) if (entry.isFile()) yield entry.name;
  } catch (cause) {
    if (!isAbsent(cause)) throw toStorageError(cause);
  }
}

/** The result of `work`, or null where there is no such file. */
async function unlessAbsent<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (cause) {
    if (isAbsent(cause)) return null;
    throw toStorageError(cause);
  }
}

function isAbsent(error: unknown): boolean {
  return systemCode(error) === 'ENOENT';
}

/**
 * Either the whole file is there afterwards, through a power cut, or none of it: it is written and
 * synced under another name first, and gets its own when nothing of it is missing.
 */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const folder = path.dirname(file);
  await makeFolder(folder);
  const temporary = `${file}.tmp`;
  // A process that was killed while it wrote the same may have left this.
  await rm(temporary, { force: true });
  await orRemove(temporary, async () => {
    await writeAndSync(temporary, bytes);
    await rename(temporary, file);
  });
  await orRemove(file, () => syncFolder(folder));
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made === undefined) return;
  try {
    // Its own name is kept in the folder above it.
    await syncFolder(path.dirname(folder));
  } catch (error) {
    // The next write would take its name for safe.
    await rmdir(folder);
    throw error;
  }
}

/** Does `work`, and removes the file when it fails. */
async function orRemove(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}

async function writeAndSync(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
