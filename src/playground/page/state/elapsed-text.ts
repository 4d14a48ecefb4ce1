import { durationText } from '../panel/amounts.js';

const MINUTE_MS = 60_000;

/**
 * How long something took, between two moments of real time: `2.5 s`; from a minute on `1 h 2 min`.
 */
export function elapsedText(fromMs: number, toMs: number): string {
  const ms = Math.max(0, toMs - fromMs);
  return ms < MINUTE_MS ? `${(ms / 1000).toFixed(1)} s` : durationText(ms);
}
