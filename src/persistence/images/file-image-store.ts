import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../app-error.js';
import type { Clock } from '../../clock.js';
import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../interaction-state.js';
import { systemCode, toStorageError } from '../storage-errors.js';
import { imageKey, isImageKey } from './image-keys.js';
import type { ImageRole, ImageStore } from './image-store.js';

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
    try {
      await writeDurably(this.pathOf(key), picture.bytes);
    } catch (cause) {
      throw toStorageError(cause);
    }
    return {
      key,
      sha256: sha256(picture.bytes),
      byteSize: picture.bytes.length,
      mediaType: picture.mediaType,
      width: picture.width,
      height: picture.height,
    };
  }

  async get(image: StoredImage): Promise<Buffer> {
    const bytes = await this.read(image.key);
    if (sha256(bytes) !== image.sha256) {
      throw new AppError({
        code: 'storage.image_damaged',
        retryable: false,
        sentence: 'The stored picture is damaged.',
      });
    }
    return bytes;
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

function missing(cause?: unknown): AppError {
  return new AppError({
    code: 'storage.image_missing',
    retryable: false,
    sentence: 'The stored picture is missing.',
    cause,
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Either the whole file is there afterwards, through a power cut, or none of it. */
async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const dir = path.dirname(file);
  const temporary = `${file}.tmp`;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  try {
    await writeAndSync(temporary, bytes);
    await rename(temporary, file);
    await syncDir(dir);
  } catch (error) {
    await rm(temporary, { force: true });
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

/** A rename is durable once its folder is (fsync(2), "Calling fsync() does not …"). */
async function syncDir(dir: string): Promise<void> {
  // Windows cannot open a folder for syncing and has no need of it.
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
