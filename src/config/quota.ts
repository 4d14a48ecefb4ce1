import { z } from 'zod';

/** So many pictures in a rolling window: each comes back when it is so long ago. */
export interface Quota {
  readonly pictures: number;
  readonly windowMs: number;
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_WINDOW_MS = 366 * 86_400_000;
const MAX_PICTURES = 1_000_000;

/** `50/24h` as a quota; null where it is none. */
export function quotaIn(text: string): Quota | null {
  const [, count = '', length = '', unit = ''] = /^(\d{1,7})\/(\d{1,5})([mhd])$/.exec(text) ?? [];
  const pictures = Number(count);
  const windowMs = Number(length) * (UNITS_MS[unit] ?? 0);
  const isPossible =
    count !== '' && pictures <= MAX_PICTURES && windowMs > 0 && windowMs <= MAX_WINDOW_MS;
  return isPossible ? { pictures, windowMs } : null;
}

/** A window as people write it: `24h`. */
export function windowText({ windowMs }: Quota): string {
  const unit = ['d', 'h'].find((each) => windowMs % (UNITS_MS[each] ?? 1) === 0) ?? 'm';
  const length = windowMs / (UNITS_MS[unit] ?? 1);
  // People say 24 hours, and 7 days.
  return unit === 'd' && length === 1 ? '24h' : `${length}${unit}`;
}

const OFF = 'off';

/** A variable that is a quota, or `off`: null then. */
export function quota(fallback: string) {
  return z
    .string()
    .refine((text) => text === OFF || quotaIn(text) !== null, {
      error: `must be a number of pictures and a time in minutes, hours or days, or off, for example 50/24h`,
    })
    .default(fallback)
    .transform(quotaIn);
}
