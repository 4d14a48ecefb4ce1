import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, opendir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../platform/app-error.js';
import type { Clock } from '../../platform/clock.js';
import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { storage, systemCode, toStorageError } from '../storage-errors.js';
import { syncFolder } from '../sync-folder.js';
import { IMAGE_FOLDERS, imageKey, interactionIdIn, isImageKey } from './image-keys.js';
import type { ImageRole, ImageStore, StoredFile } from './image-store.js';

/** Images as files below one folder, readable by their owner only. */
export class FileImageStore implements ImageStore {
  /** @param rootDir the data directory; the folders of the keys are made in it when needed. */
  constructor(
    private readonly rootDir: string,
    private readonly clock: Clock,
  ) {}

  async put(interactionId: string, role: ImageRole, picture: Picture): Promise<StoredImage> {
    const unique = randomBytes(4).toString('hex');
    const key = imageKey(interactionId, role, picture.mediaType, this.clock.now(), unique);
    await storage(writeDurably(this.pathOf(key), picture.bytes));
    return {
      key,
      sha256: sha256(picture.bytes),
      byteSize: picture.bytes.length,
      mediaType: picture.mediaType,
      width: picture.width,
      height: picture.height,
    };
  }

  async putBack(key: string, bytes: Buffer): Promise<void> {
    const file = this.pathOf(key);
    // A process that was killed while it did the same has left this.
    await storage(rm(temporaryName(file), { force: true }));
    await storage(writeDurably(file, bytes));
  }

  async get(image: StoredImage): Promise<Buffer> {
    const bytes = await this.read(image.key);
    if (sha256(bytes) !== image.sha256) {
      throw new AppError({
        code: 'storage.image_damaged',
        retryable: false,
        userMessage: 'The stored picture is damaged.',
      });
    }
    return bytes;
  }

  async *list(): AsyncGenerator<string> {
    for (const folder of IMAGE_FOLDERS) {
      for await (const fileName of fileNamesIn(path.join(this.rootDir, folder))) {
        const name = `${folder}/${fileName}`;
        if (interactionIdIn(name) !== null) yield name;
      }
    }
  }

  async inspect(name: string): Promise<StoredFile | null> {
    if (!isStoredName(name)) return null;
    try {
      const { size, mtimeMs } = await stat(path.join(this.rootDir, name));
      return { byteSize: size, storedAtMs: mtimeMs };
    } catch (cause) {
      if (systemCode(cause) === 'ENOENT') return null;
      throw toStorageError(cause);
    }
  }

  async remove(name: string): Promise<void> {
    if (!isStoredName(name)) return;
    try {
      await unlink(path.join(this.rootDir, name));
    } catch (cause) {
      if (systemCode(cause) !== 'ENOENT') throw toStorageError(cause);
    }
  }

  private async read(key: string): Promise<Buffer> {
    try {
      return await readFile(this.pathOf(key));
    } catch (cause) {
      if (systemCode(cause) !== 'ENOENT') throw toStorageError(cause);
      throw missing(cause);
    }
  }

  private pathOf(key: string): string {
    // Keys come from rows, and rows may come from an import or a damaged file.
    if (!isImageKey(key)) throw missing();
    return path.join(this.rootDir, key);
  }
}

/** What `list` gives, and what rows name: both stay in the folders of the store. */
function isStoredName(name: string): boolean {
  return isImageKey(name) || interactionIdIn(name) !== null;
}

/** The names in a folder, a few at a time; none where it is not there. */
async function* fileNamesIn(dir: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(dir)) if (entry.isFile()) yield entry.name;
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw toStorageError(cause);
  }
}

function missing(cause?: unknown): AppError {
  return new AppError({
    code: 'storage.image_missing',
    retryable: false,
    userMessage: 'The stored picture is missing.',
    cause,
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Either the whole file is there afterwards, through a power cut, or none of it. */
async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const dir = path.dirname(file);
  const temporary = temporaryName(file);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    await writeAndSync(temporary, bytes);
    await rename(temporary, file);
    await syncFolder(dir);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function temporaryName(file: string): string {
  return `${file}.tmp`;
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
