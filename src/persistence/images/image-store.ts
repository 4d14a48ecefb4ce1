import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../../interactions/stored-image.js';

/** What a picture is to its interaction; the store builds the key from it. */
export type ImageRole =
  /** The person's picture number `n`, from 0. */
  | { readonly kind: 'input'; readonly n: number }
  /** The contact sheet, a model's output, or a smaller copy for delivery. */
  | { readonly kind: 'output'; readonly name: 'sheet' | 'generated' | 'styled' | 'delivery' };

/**
 * Keeps pictures, each under a key of its own, never rewritten. Implementations keep the contract
 * suite in `test/persistence/images/image-store.contract.ts`.
 */
export interface ImageStore {
  /**
   * Stores a picture; when this returns, it survives a power cut.
   *
   * @throws AppError `storage.*`; nothing is left under the key then.
   */
  put(interactionId: string, role: ImageRole, picture: Picture): Promise<StoredImage>;

  /**
   * Stores an image again under the key that it had, in this store or in another one, in place of
   * whatever is there; when this returns, it survives a power cut.
   *
   * @throws AppError `storage.*`; `storage.image_missing` for what is no key.
   */
  putBack(key: string, bytes: Buffer): Promise<void>;

  /**
   * The stored bytes, unchanged.
   *
   * @throws AppError `storage.image_missing` or `storage.image_damaged` (the checksum differs);
   * `storage.*` when the store fails.
   */
  get(image: StoredImage): Promise<Buffer>;

  /**
   * The names of all that is stored, one after the other and in no order: keys, and what was left of
   * images that were never finished. Only names that this program gives; whatever else lies there
   * is somebody else's. Nothing more than a few names is in memory at a time.
   *
   * @throws AppError `storage.*`
   */
  list(): AsyncIterable<string>;

  /**
   * What lies under a name that {@link list} gave; null when it is gone.
   *
   * @throws AppError `storage.*`
   */
  inspect(name: string): Promise<StoredFile | null>;

  /**
   * Removes what lies under a key, or under a name that {@link list} gave. What is not there is
   * removed already; names that lead elsewhere are left alone.
   *
   * @throws AppError `storage.*`
   */
  remove(name: string): Promise<void>;
}

/** What a store knows of a file without reading it. */
export interface StoredFile {
  readonly byteSize: number;
  /** Milliseconds since the Unix epoch. */
  readonly storedAtMs: number;
}

export const IMAGE_STORE: InjectionToken<ImageStore> = Symbol('ImageStore');
