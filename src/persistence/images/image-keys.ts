import { PICTURE_EXTENSIONS, type PictureMediaType } from '../../imaging/picture.js';

/** What a picture is to its interaction; its key is built from it. */
export type ImageRole =
  /** The person's picture number `n`, from 0. */
  | { readonly kind: 'input'; readonly n: number }
  /** The contact sheet, a model's output, or a smaller copy for delivery. */
  | { readonly kind: 'output'; readonly name: 'sheet' | 'generated' | 'styled' | 'delivery' };

/** Where keys begin. */
export const IMAGE_FOLDERS = ['input_images', 'output_images'] as const;

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
  const extension = PICTURE_EXTENSIONS[mediaType];
  return `${role.kind}_images/${role.kind}_${interactionId}_${name}_${timestamp}-${unique}.${extension}`;
}

/** How the keys of an interaction's images begin in a folder. */
export function keyPrefix(folder: (typeof IMAGE_FOLDERS)[number], interactionId: string): string {
  return `${folder}/${folder.replace('_images', '')}_${interactionId}_`;
}

/** A key as {@link imageKey} makes it; the predecessor's names have another time, and no `Z-`. */
const OWN_KEY =
  /^(?:input|output)_images\/(?:input|output)_([0-9a-f-]{36})_[0-9a-z]+_\d{8}T\d{9}Z-[0-9a-f]{8}\.(?:jpg|png|webp)(?:\.tmp)?$/;

/**
 * The interaction that an image was stored for; null where the name was not given by this program.
 * The name of an image that was never finished counts too.
 */
export function interactionIdIn(key: string): string | null {
  return OWN_KEY.exec(key)?.[1] ?? null;
}

/** When the image of a key was stored, by its name; 0 where that does not say. */
export function storedAtMsIn(key: string): number {
  const [, day, h, m, rest] = /_(\d{8})T(\d\d)(\d\d)(\d{5})Z-/.exec(key) ?? [];
  if (day === undefined) return 0;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  return Date.parse(`${date}T${h}:${m}:${rest?.slice(0, 2)}.${rest?.slice(2)}Z`) || 0;
}

/**
 * The keys in the document of a row that are names of its own images. Read from the text, so that a
 * damaged row tells its pictures as well; names of another interaction's images do not count.
 */
export function ownKeysIn(document: string, interactionId: string): string[] {
  const keys = document.match(/(?<=")(?:input|output)_images\/[0-9a-zA-Z_.-]+(?=\\?")/g) ?? [];
  const beginnings = [`/input_${interactionId}_`, `/output_${interactionId}_`];
  const isOwn = (key: string) => beginnings.some((beginning) => key.includes(beginning));
  return [...new Set(keys.filter((key) => isImageKey(key) && isOwn(key)))];
}

/**
 * Whether a key names an image and nothing else: no other folder, no path that leaves the store.
 */
export function isImageKey(key: string): boolean {
  return KEY.test(key);
}
