import pRetry, { AbortError } from 'p-retry';

import { AppError } from '../../platform/app-error.js';
import type { Logger } from '../../platform/logger.js';

/** What a moment may mend; a full disk, for example, it does not. */
const OUTAGES: ReadonlySet<string> = new Set([
  'storage.busy',
  'storage.failed',
  'storage.unanswered',
  'storage.unreachable',
]);

/** Waits of 0.5, 1, 2 and 4 seconds: a database that is started anew is back by then. */
const RETRIES = 4;
const FIRST_WAIT_MS = 500;

/**
 * Nothing is repeated later: a bucket that is away, for example, was asked again for longer before.
 */
const LATEST_RETRY_MS = 15_000;

/**
 * Does work, and repeats it while the storage is away, for some seconds: somebody who has sent a
 * message waits that long more gladly than they send it again.
 *
 * @param work may be repeated, whatever it has done before it failed.
 * @throws the error of an attempt.
 */
export async function throughOutage(work: () => Promise<void>, logger: Logger): Promise<void> {
  const startMs = performance.now();
  const once = async () => {
    try {
      await work();
    } catch (error) {
      const isInTime = performance.now() - startMs < LATEST_RETRY_MS;
      if (isInTime && isOutage(error)) throw error;
      throw error instanceof Error ? new AbortError(error) : error;
    }
  };
  await pRetry(once, {
    retries: RETRIES,
    minTimeout: FIRST_WAIT_MS,
    onFailedAttempt: (err) =>
      logger.warn({ err, attempt: err.attemptNumber }, 'The storage is away'),
  });
}

function isOutage(error: unknown): boolean {
  return error instanceof AppError && OUTAGES.has(error.code);
}
