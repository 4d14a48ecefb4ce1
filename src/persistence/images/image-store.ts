import type { InjectionToken } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../interaction-state.js';

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
   * The stored bytes, unchanged.
   *
   * @throws AppError `storage.image_missing` or `storage.image_damaged` (the checksum differs);
   * `storage.*` when the store fails.
   */
  get(image: StoredImage): Promise<Buffer>;
}

export const IMAGE_STORE: InjectionToken<ImageStore> = Symbol('ImageStore');
