/** What decoding one picture may cost. */
export interface DecodeLimits {
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly maxSide: number;
  /** Whole seconds; sharp counts them from the start of the work, not of the wait for a thread. */
  readonly timeoutSeconds: number;
}

const MIB = 1024 * 1024;

/** The longest side that JPEG, PNG and WebP can all hold: WebP's 2^14 - 1. */
const MAX_SIDE = 16_383;

/** For uploads. 50 megapixels hold the picture of any phone; decoded they take 200 MB. */
export const INPUT_LIMITS: DecodeLimits = {
  maxBytes: 8 * MIB,
  maxPixels: 50_000_000,
  maxSide: MAX_SIDE,
  timeoutSeconds: 20,
};

/** For a model's answers, whose 4K pictures may come as large lossless PNG. */
export const OUTPUT_LIMITS: DecodeLimits = { ...INPUT_LIMITS, maxBytes: 64 * MIB };
