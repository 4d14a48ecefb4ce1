/** The limits of decoding one picture. */
export interface DecodeLimits {
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly maxSide: number;
  /** Whole seconds. sharp counts them from the start of the work, without the wait for a thread. */
  readonly timeoutSeconds: number;
}

const MIB = 1024 * 1024;

/** The longest side that JPEG, PNG and WebP all support: WebP's 2^14 - 1. */
const MAX_SIDE = 16_383;

/** For uploads. 50 megapixels are enough for any phone; decoded they take 200 MB. */
export const INPUT_LIMITS: DecodeLimits = {
  maxBytes: 8 * MIB,
  maxPixels: 50_000_000,
  maxSide: MAX_SIDE,
  timeoutSeconds: 20,
};

/** For pictures of a model, whose 4K pictures may be large lossless PNGs. */
export const OUTPUT_LIMITS: DecodeLimits = { ...INPUT_LIMITS, maxBytes: 64 * MIB };
