import { z } from 'zod';

import type { GoogleStatus } from './google-status.js';

/** The longest accepted wait: one day. */
const MAX_WAIT_MS = 86_400_000;

const DURATION = z.object({
  seconds: z.coerce.number().nonnegative().catch(0),
  nanos: z.coerce.number().nonnegative().catch(0),
});

/**
 * How long Google asks to wait, in milliseconds; null if it does not. `RetryInfo` is more exact
 * than the header `Retry-After`.
 */
export function askedWaitMs({ details }: GoogleStatus, headers: Headers): number | null {
  const delays = details.map(({ retryDelay }) => secondsOf(retryDelay));
  const seconds = delays.find((each) => each !== null) ?? secondsOfHeader(headers);
  return seconds === null ? null : Math.min(MAX_WAIT_MS, Math.ceil(seconds * 1000));
}

/** A protobuf Duration: `1.5s`, with up to nine decimals, or `{seconds, nanos}`. */
function secondsOf(duration: unknown): number | null {
  if (typeof duration === 'string') {
    const text = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(duration)?.[1];
    return text === undefined ? null : Number(text);
  }
  const { data } = DURATION.safeParse(duration);
  const seconds = data === undefined ? 0 : data.seconds + data.nanos / 1e9;
  return seconds > 0 ? seconds : null;
}

/** Seconds, or a date, which counts from the server's own date. */
function secondsOfHeader(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const nowMs = Date.parse(headers.get('date') ?? '') || Date.now();
  const seconds = (Date.parse(value) - nowMs) / 1000;
  return seconds > 0 ? seconds : null;
}
