/** The limits of decoding one picture. */
export interface DecodeLimits {
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly maxSide: number;
  /** Of memory; see `decodedBytes`. */
  readonly maxDecodedBytes: number;
}

const MIB = 1024 * 1024;

/** The longest side that JPEG, PNG and WebP all support: WebP's 2^14 - 1. */
const MAX_SIDE = 16_383;

/**
 * For uploads. 50 megapixels are enough for any phone. Decoded, they fit as JPEG, WebP and
 * PNG, but not as a PNG with 16 bits a color that is interlaced as well, nor as an AVIF of
 * more than 23 megapixels.
 */
export const INPUT_LIMITS: DecodeLimits = {
  maxBytes: 10 * MIB,
  maxPixels: 50_000_000,
  maxSide: MAX_SIDE,
  maxDecodedBytes: 400 * MIB,
};

/** For pictures of a model, whose 4K pictures may be large lossless PNGs. */
export const OUTPUT_LIMITS: DecodeLimits = { ...INPUT_LIMITS, maxBytes: 64 * MIB };
