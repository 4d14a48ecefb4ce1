import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { AppError } from '../../platform/app-error.js';
import type { Clock } from '../../platform/clock.js';
import type { ImageDriver, StoredFile } from './drivers/image-driver.js';
import {
  IMAGE_FOLDERS,
  imageKey,
  interactionIdIn,
  isImageKey,
  type ImageRole,
} from './image-keys.js';

/**
 * Keeps pictures, each under a key of its own, never rewritten. It names and checks them; a driver
 * moves the bytes.
 */
export class ImageStore {
  constructor(
    protected readonly driver: ImageDriver,
    private readonly clock: Clock,
  ) {}

  /** How many calls at a time suit the place, for work on many images. */
  get concurrency(): number {
    return this.driver.concurrency;
  }

  /**
   * Stores a picture; when this returns, it survives a power cut.
   *
   * @throws AppError `storage.*`; what a server may have kept of it then, no row names.
   */
  async put(interactionId: string, role: ImageRole, picture: Picture): Promise<StoredImage> {
    const { bytes, mediaType, width, height } = picture;
    const unique = randomBytes(4).toString('hex');
    const key = imageKey(interactionId, role, mediaType, this.clock.now(), unique);
    await this.driver.create(key, bytes);
    return { key, sha256: sha256(bytes), byteSize: bytes.length, mediaType, width, height };
  }

  /**
   * Stores an image again under the key that it had, in this store or in another one, in place of
   * whatever is there; when this returns, it survives a power cut.
   *
   * @throws AppError `storage.*`; `storage.image_missing` for what is no key.
   */
  async putBack(key: string, bytes: Buffer): Promise<void> {
    if (!isImageKey(key)) throw missing();
    await this.driver.write(key, bytes);
  }

  /**
   * The stored bytes, unchanged.
   *
   * @throws AppError `storage.image_missing` or `storage.image_damaged` (the checksum differs);
   * `storage.*` when the store fails.
   */
  async get({ key, ...image }: StoredImage): Promise<Buffer> {
    // Keys come from rows, and rows may come from an import or a damaged file.
    if (!isImageKey(key)) throw missing();
    const waitsMs = [...this.driver.rereadAfterMs];
    for (;;) {
      const bytes = await this.driver.read(key);
      if (bytes === null) throw missing();
      if (sha256(bytes) === image.sha256) return bytes;
      // What was damaged only on the way is whole another time.
      const waitMs = waitsMs.shift();
      if (waitMs === undefined) throw damaged();
      if (waitMs > 0) await setTimeout(waitMs);
    }
  }

  /**
   * All that is stored, one after the other and in no order: images under their keys, and what was
   * left of images that were never finished. Only what has a name that this program gives; whatever
   * else lies there is somebody else's. No more than a few are in memory at a time.
   *
   * @throws AppError `storage.*`
   */
  async *list(): AsyncGenerator<StoredFile> {
    for (const folder of IMAGE_FOLDERS) {
      for await (const file of this.driver.list(`${folder}/`)) {
        if (interactionIdIn(file.name) !== null) yield file;
      }
    }
  }

  /**
   * Whether there are images that may be those of another database: in a bucket, the first restore
   * and the first cleanup of a second database would remove them.
   *
   * @throws AppError `storage.*`
   */
  async mayHoldForeign(): Promise<boolean> {
    if (!this.driver.isShared) return false;
    const first = await this.list().next();
    return first.done !== true;
  }

  /**
   * What lies under a key, or under a name that {@link list} gave; null when it is gone.
   *
   * @throws AppError `storage.*`
   */
  async inspect(name: string): Promise<StoredFile | null> {
    return isStoredName(name) ? this.driver.stat(name) : null;
  }

  /**
   * Removes what lies under a key, or under a name that {@link list} gave. What is not there is
   * removed already; names that lead elsewhere are left alone.
   *
   * @throws AppError `storage.*`
   */
  async remove(name: string): Promise<void> {
    if (isStoredName(name)) await this.driver.remove(name);
  }

  /**
   * Removes many, as {@link remove} does, and only as many at a time as suit the place.
   *
   * @throws AppError `storage.*`; some are removed then.
   */
  async removeAll(names: readonly string[]): Promise<void> {
    const remaining = [...names];
    const worker = async () => {
      for (let name = remaining.pop(); name !== undefined; name = remaining.pop())
        await this.remove(name);
    };
    await Promise.all(Array.from({ length: this.driver.concurrency }, worker));
  }
}

export const IMAGE_STORE: InjectionToken<ImageStore> = Symbol('ImageStore');

/** What `list` gives, and what rows name: both stay in the folders of the store. */
function isStoredName(name: string): boolean {
  return isImageKey(name) || interactionIdIn(name) !== null;
}

function missing(): AppError {
  return new AppError({
    code: 'storage.image_missing',
    retryable: false,
    userMessage: 'The stored picture is missing.',
  });
}

function damaged(): AppError {
  return new AppError({
    code: 'storage.image_damaged',
    retryable: false,
    userMessage: 'The stored picture is damaged.',
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
