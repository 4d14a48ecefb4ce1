import { checkByteSize, decode, readHeader } from './decoding.js';
import { imageError, withImageErrors } from './image-error.js';
import { OUTPUT_LIMITS } from './limits.js';
import type { Picture, PictureMediaType } from './picture.js';
import { readableType } from './picture-type.js';

const STORABLE: ReadonlySet<string> = new Set<PictureMediaType>([
  'image/jpeg',
  'image/png',
  'image/webp',
]);

/** Checks a model's picture to its last pixel. See `ImageProcessor.inspect`. */
export async function inspect(bytes: Buffer): Promise<Omit<Picture, 'bytes'>> {
  return await withImageErrors(async () => {
    checkByteSize(bytes, OUTPUT_LIMITS);
    const mediaType = await readableType(bytes);
    if (!isStorable(mediaType))
      throw imageError(
        'image.unsupported_type',
        'This picture is neither a PNG nor a JPEG nor a WebP.',
      );
    const { width, height } = await readHeader(bytes, OUTPUT_LIMITS);
    // Averages every pixel, so that an incomplete picture is detected.
    await decode(bytes, OUTPUT_LIMITS)
      .resize({ width: 16, height: 16, fit: 'fill', fastShrinkOnLoad: false })
      .raw()
      .toBuffer();
    return { mediaType, width, height };
  });
}

function isStorable(mediaType: string): mediaType is PictureMediaType {
  return STORABLE.has(mediaType);
}
