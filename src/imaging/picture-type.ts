import { isUtf8 } from 'node:buffer';

import { fileTypeFromBuffer } from 'file-type';

import { imageError } from './image-error.js';

/** Readable media types. Pictures are stored as one of `PictureMediaType`. */
export type ReadableMediaType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'image/gif'
  | 'image/avif';

const READABLE: ReadonlyMap<string, ReadableMediaType> = new Map([
  ['image/png', 'image/png'],
  // An animated PNG is a PNG: every reader shows its first frame.
  ['image/apng', 'image/png'],
  ['image/jpeg', 'image/jpeg'],
  ['image/webp', 'image/webp'],
  ['image/gif', 'image/gif'],
  ['image/avif', 'image/avif'],
]);

const KNOWN_KINDS: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'a PDF document'],
  ['application/zip', 'a ZIP archive'],
  ['image/bmp', 'a BMP picture'],
  ['image/heic', 'a HEIC picture'],
  ['image/heif', 'a HEIC picture'],
  ['image/heic-sequence', 'a HEIC picture'],
  ['image/heif-sequence', 'a HEIC picture'],
  ['image/jxl', 'a JPEG XL picture'],
  ['image/tiff', 'a TIFF picture'],
]);

const ACCEPTED = 'PNG, JPEG, WebP, GIF and AVIF pictures can be used';

/**
 * Detects the media type by content; file name and declared type are ignored.
 *
 * @throws AppError `image.unsupported_type` that says what the file is and what is accepted.
 */
export async function readableType(bytes: Buffer): Promise<ReadableMediaType> {
  const found = await detect(bytes);
  const readable = READABLE.get(found?.mime ?? '');
  if (readable !== undefined) return readable;
  const kind = describe(bytes, found);
  throw imageError('image.unsupported_type', `This file is ${kind}; only ${ACCEPTED}.`);
}

async function detect(bytes: Buffer): Promise<{ ext: string; mime: string } | undefined> {
  try {
    return await fileTypeFromBuffer(bytes);
  } catch (error) {
    throw imageError(
      'image.unsupported_type',
      `This file is of an unknown kind; only ${ACCEPTED}.`,
      error,
    );
  }
}

function describe(bytes: Buffer, found: { ext: string; mime: string } | undefined): string {
  if (bytes.length === 0) return 'empty';
  if (found === undefined || found.mime.endsWith('xml')) return describeText(bytes);
  const known = KNOWN_KINDS.get(found.mime);
  if (known !== undefined) return known;
  if (found.mime.startsWith('video/')) return 'a video';
  if (found.mime.startsWith('audio/')) return 'a sound file';
  return `of the kind “${found.ext.toUpperCase()}”`;
}

function describeText(bytes: Buffer): string {
  if (!isUtf8(bytes) || bytes.includes(0)) return 'of an unknown kind';
  return /<svg[\s>]/i.test(bytes.toString('utf8', 0, 4096)) ? 'an SVG drawing' : 'a text file';
}
