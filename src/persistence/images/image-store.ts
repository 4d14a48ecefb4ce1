import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { AppError } from '../../platform/app-error.js';
import type { Clock } from '../../platform/clock.js';
import { NO_KEYS, type Keyring } from '../encryption/keyring.js';
import {
  masterKeyOf,
  openedPicture,
  PICTURE_SEAL_BYTES,
  sealedPicture,
} from '../encryption/sealed-picture.js';
import type { ImageDriver, StoredFile } from './drivers/image-driver.js';
import {
  IMAGE_FOLDERS,
  imageKey,
  interactionIdIn,
  isImageKey,
  keyPrefix,
  type ImageRole,
} from './image-keys.js';

/** What became of a stored picture that was to be encrypted with the current key. */
export type RekeyedPicture = 'encrypted' | 'was encrypted' | 'gone' | 'unreadable';

/**
 * Keeps pictures, each under a key of its own, never rewritten. It names and checks them, and
 * encrypts them where there is a master key; a driver moves the bytes. Checksums and sizes are
 * those of the pictures, not of what is stored.
 */
export class ImageStore {
  constructor(
    protected readonly driver: ImageDriver,
    private readonly clock: Clock,
    private readonly keyring: Keyring = NO_KEYS,
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
    await this.driver.create(key, sealedPicture(this.keyring, key, bytes));
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
    await this.driver.write(key, sealedPicture(this.keyring, key, bytes));
  }

  /**
   * The bytes of the picture, unchanged.
   *
   * @throws AppError `storage.image_missing` or `storage.image_damaged` (the checksum
   * differs, or it cannot be decrypted);
   * `storage.*` when the store fails.
   */
  async get({ key, ...image }: StoredImage): Promise<Buffer> {
    // Keys come from rows, and rows may come from an import or a damaged file.
    if (!isImageKey(key)) throw missing();
    const waitsMs = [...this.driver.rereadAfterMs];
    for (;;) {
      const stored = await this.driver.read(key);
      if (stored === null) throw missing();
      const bytes = openedPicture(this.keyring, key, stored);
      if (bytes !== null && sha256(bytes) === image.sha256) return bytes;
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
   * @param interactionId only what was stored for that interaction; null: everything.
   * @throws AppError `storage.*`
   */
  async *list(interactionId: string | null = null): AsyncGenerator<StoredFile> {
    for (const folder of IMAGE_FOLDERS) {
      const prefix = interactionId === null ? `${folder}/` : keyPrefix(folder, interactionId);
      for await (const file of this.driver.list(prefix)) {
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
   * Whether so much lies under the key of an image as it takes; nothing is read.
   *
   * @throws AppError `storage.*`
   */
  async hasWhole({ key, byteSize }: StoredImage): Promise<boolean> {
    const there = (await this.inspect(key))?.byteSize;
    return there === byteSize || there === byteSize + PICTURE_SEAL_BYTES;
  }

  /**
   * Encrypts what lies under a key with the key that encrypts now, in place of what is there.
   *
   * @returns `unreadable`: it cannot be decrypted, and stays as it is.
   * @throws AppError `storage.*`
   */
  async reencrypt(key: string): Promise<RekeyedPicture> {
    const stored = isImageKey(key) ? await this.driver.read(key) : null;
    if (stored === null) return 'gone';
    if (masterKeyOf(stored) === this.keyring.currentId) return 'was encrypted';
    const bytes = openedPicture(this.keyring, key, stored);
    if (bytes === null) return 'unreadable';
    await this.driver.write(key, sealedPicture(this.keyring, key, bytes));
    return 'encrypted';
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
