import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';

import { imageError } from './image-error.js';
import type { DecodeLimits } from './limits.js';
import type { Picture, PictureMediaType } from './picture.js';
import { decodedBytes } from './weight/decoded-bytes.js';

/** The header of a picture. Sizes are in pixels, after applying the orientation. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /**
   * Whether color has the resolution of brightness. Cameras and chats halve it, which
   * is hardly visible.
   */
  readonly hasFullColor: boolean;
}

const MEBIBYTE = 1024 * 1024;

/** @throws AppError `image.too_large` when there are more bytes than `limits` allow. */
export function checkByteSize(bytes: Buffer, limits: DecodeLimits): void {
  if (bytes.length <= limits.maxBytes) return;
  const size = (bytes.length / MEBIBYTE).toFixed(1);
  const most = limits.maxBytes / MEBIBYTE;
  throw imageError(
    'image.too_large',
    `This picture is ${size} MiB large; at most ${most} MiB can be read.`,
  );
}

/**
 * Reads only the header, before any pixel is decoded.
 *
 * @throws AppError `image.too_many_pixels` when the picture is larger than `limits` allow, or would
 * take more memory.
 */
export async function readHeader(bytes: Buffer, limits: DecodeLimits): Promise<PictureHeader> {
  // The check below also needs the size of pictures over the limit. Nothing is decoded here.
  const metadata: Metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height } = metadata.autoOrient;
  if (width * height > limits.maxPixels || Math.max(width, height) > limits.maxSide) {
    const megapixels = limits.maxPixels / 1_000_000;
    throw imageError(
      'image.too_many_pixels',
      `This picture is ${width} × ${height} pixels large; at most ${megapixels} megapixels with sides of ${limits.maxSide} can be read.`,
    );
  }
  checkDecodedBytes(bytes, limits);
  const hasFullColor = metadata.chromaSubsampling !== '4:2:0';
  return { width, height, hasAlpha: metadata.hasAlpha, hasFullColor };
}

/** The size above is the one that is shown; what is decoded may be more. */
function checkDecodedBytes(bytes: Buffer, { maxDecodedBytes }: DecodeLimits): void {
  const needed = decodedBytes(bytes) ?? 0;
  if (needed <= maxDecodedBytes) return;
  const size = Math.ceil(needed / MEBIBYTE);
  const most = maxDecodedBytes / MEBIBYTE;
  throw imageError(
    'image.too_many_pixels',
    `This picture takes ${size} MiB of memory to open; at most ${most} MiB can be used. An ordinary JPEG of it takes less.`,
  );
}

/** A pipeline that decodes the first frame within the limits, upright and in sRGB. */
export function decode(bytes: Buffer, limits: DecodeLimits): Sharp {
  return sharp(bytes, { limitInputPixels: limits.maxPixels, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb');
}

/** How to encode a picture. `quality` is 1–100 and has no effect on PNG. */
export interface Encoding {
  readonly mediaType: PictureMediaType;
  readonly quality: number;
  /** Has an effect on JPEG only. By default it depends on the quality. */
  readonly hasFullColor?: boolean;
}

/** Encodes without metadata, which sharp writes only on request. */
export async function encode(pipeline: Sharp, encoding: Encoding): Promise<Picture> {
  const { mediaType } = encoding;
  const { data, info } = await written(pipeline, encoding).toBuffer({
    resolveWithObject: true,
  });
  return { bytes: data, mediaType, width: info.width, height: info.height };
}

function written(
  pipeline: Sharp,
  { mediaType, quality, hasFullColor = quality >= 90 }: Encoding,
): Sharp {
  if (mediaType === 'image/png') return pipeline.png();
  // Effort 2 of 6: half the time of the default for a few percent more bytes.
  if (mediaType === 'image/webp') return pipeline.webp({ quality, effort: 2 });
  const chromaSubsampling = hasFullColor ? '4:4:4' : '4:2:0';
  // Optimised coding keeps the whole picture in memory for a second pass, and doubles the time.
  return pipeline.jpeg({ quality, chromaSubsampling, optimiseCoding: false });
}
