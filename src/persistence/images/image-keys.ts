import type { PictureMediaType } from '../../imaging/picture.js';
import type { ImageRole } from './image-store.js';

const EXTENSIONS: Readonly<Record<PictureMediaType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

const KEY = /^(?:input|output)_images\/(?:input|output)_[0-9a-zA-Z_-]+\.(?:jpg|jpeg|png|webp|gif)$/;

/**
 * The key of a new image: `input_images/input_<id>_<n>_<timestamp>.<ext>` or
 * `output_images/output_<id>_<name>_<timestamp>.<ext>`.
 *
 * @param unique letters and digits that tell apart two images of one millisecond.
 */
export function imageKey(
  interactionId: string,
  role: ImageRole,
  mediaType: PictureMediaType,
  atMs: number,
  unique: string,
): string {
  const timestamp = new Date(atMs).toISOString().replaceAll(/[-:.]/g, '');
  const name = role.kind === 'input' ? String(role.n) : role.name;
  const extension = EXTENSIONS[mediaType];
  return `${role.kind}_images/${role.kind}_${interactionId}_${name}_${timestamp}-${unique}.${extension}`;
}

/** Whether a key names an image and nothing else: no other folder, no path that leaves the store. */
export function isImageKey(key: string): boolean {
  return KEY.test(key);
}
