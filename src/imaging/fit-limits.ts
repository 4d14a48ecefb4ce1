import type { Picture } from './picture.js';

/** The limits of a receiver. */
export interface FitLimits {
  readonly maxBytes: number;
  /** The maximum of the longest side in pixels; no limit by default. */
  readonly maxSide?: number;
}

/** Whether a receiver takes the picture as it is. */
export function fits({ bytes, width, height }: Picture, { maxBytes, maxSide }: FitLimits): boolean {
  return bytes.length <= maxBytes && Math.max(width, height) <= (maxSide ?? Infinity);
}
