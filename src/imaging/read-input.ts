import { checkByteSize, decode, encode, readHeader } from './decoding.js';
import { fit } from './fit.js';
import { withImageErrors } from './image-error.js';
import { INPUT_LIMITS } from './limits.js';
import type { DecodeLimits } from './limits.js';
import type { Picture, PictureMediaType } from './picture.js';
import { readableType } from './picture-type.js';
import type { ReadableMediaType } from './picture-type.js';

/** A second JPEG or WebP encoding at this quality is hardly visible. */
const STORED_QUALITY = 92;

/** The long side of a 4K picture. A picture that must shrink anyway does not need more. */
const SHRUNK_SIDE = 4096;

/**
 * Reads an upload: detects the type by content, applies the limits, and re-encodes it upright, in
 * sRGB and without metadata. See `ImageProcessor.readInput`.
 */
export async function readInput(
  bytes: Buffer,
  limits: DecodeLimits = INPUT_LIMITS,
): Promise<Picture> {
  return await withImageErrors(async () => {
    checkByteSize(bytes, limits);
    const type = await readableType(bytes);
    const { hasAlpha, hasFullColor } = await readHeader(bytes, limits);
    const mediaType = storedType(type, hasAlpha);
    const encoding = { mediaType, quality: STORED_QUALITY, hasFullColor };
    const picture = await encode(decode(bytes, limits), encoding);
    if (picture.bytes.length <= limits.maxBytes) return picture;
    return await fit(picture, { maxBytes: limits.maxBytes, maxSide: SHRUNK_SIDE });
  });
}

function storedType(type: ReadableMediaType, hasAlpha: boolean): PictureMediaType {
  if (type === 'image/avif') return hasAlpha ? 'image/png' : 'image/jpeg';
  return type === 'image/gif' ? 'image/png' : type;
}
