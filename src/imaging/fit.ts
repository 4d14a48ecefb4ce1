import { decode, encode } from './decoding.js';
import { fits, type FitLimits } from './fit-limits.js';
import { imageError, withImageErrors } from './image-error.js';
import { OUTPUT_LIMITS } from './limits.js';
import type { Picture, PictureMediaType } from './picture.js';

/** Tried in this order at full size. Below the last, fewer pixels look better. */
const QUALITIES = [90, 80, 70] as const;

/** Makes a picture fit. See `ImageProcessor.fit`. */
export async function fit(picture: Picture, limits: FitLimits): Promise<Picture> {
  if (fits(picture, limits)) return picture;
  const longest = Math.max(picture.width, picture.height);
  const side = Math.min(longest, limits.maxSide ?? longest);
  return await withImageErrors(async () => {
    if (side < longest) {
      const smaller = await encodeAt(picture, picture.mediaType, side, 92);
      if (smaller.bytes.length <= limits.maxBytes) return smaller;
    }
    return await compress(picture, side, limits.maxBytes);
  });
}

async function compress(picture: Picture, startSide: number, maxBytes: number): Promise<Picture> {
  const mediaType = await lossyType(picture);
  let smallest = picture;
  for (const quality of QUALITIES) {
    smallest = await encodeAt(picture, mediaType, startSide, quality);
    if (smallest.bytes.length <= maxBytes) return smallest;
  }
  for (let side = startSide; side > 1;) {
    // Bytes grow about with the number of pixels. A slightly smaller side lets the next step
    // succeed.
    const ratio = Math.sqrt(maxBytes / smallest.bytes.length) * 0.95;
    side = Math.max(1, Math.floor(side * Math.min(0.85, Math.max(0.25, ratio))));
    smallest = await encodeAt(picture, mediaType, side, QUALITIES[2]);
    if (smallest.bytes.length <= maxBytes) return smallest;
  }
  throw imageError('image.too_large', 'This picture cannot be made small enough.');
}

/** WebP for WebP or to keep transparency; else JPEG, which every program reads. */
async function lossyType(picture: Picture): Promise<PictureMediaType> {
  if (picture.mediaType !== 'image/png') return picture.mediaType;
  const { isOpaque } = await decode(picture.bytes, OUTPUT_LIMITS).stats();
  return isOpaque ? 'image/jpeg' : 'image/webp';
}

async function encodeAt(
  picture: Picture,
  mediaType: PictureMediaType,
  side: number,
  quality: number,
): Promise<Picture> {
  const pipeline = decode(picture.bytes, OUTPUT_LIMITS);
  if (side < Math.max(picture.width, picture.height))
    pipeline.resize({ width: side, height: side, fit: 'inside' });
  return await encode(pipeline, { mediaType, quality });
}
