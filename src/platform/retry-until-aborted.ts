import pRetry, { AbortError } from 'p-retry';

import { AppError } from './app-error.js';
import type { Logger } from './logger.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Does `work` until it succeeds, waiting ever longer between attempts, for steps that must not be
 * given up while the process lives: storing an outcome, showing it.
 *
 * @param maxAttempts gives up after so many attempts nevertheless.
 * @throws what `work` threw when a retry cannot help, or the reason of `signal` once it fires.
 */
export async function retryUntilAborted<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  logger: Logger,
  maxAttempts?: number,
): Promise<T> {
  return pRetry(() => work().catch(giveUpUnlessRetryable), {
    ...(maxAttempts === undefined ? { forever: true } : { retries: maxAttempts - 1 }),
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    signal,
    onFailedAttempt: (err) => logger.warn({ err, attempt: err.attemptNumber }, 'Trying again'),
  });
}

function giveUpUnlessRetryable(error: Error): never {
  if (error instanceof AppError && error.retryable) throw error;
  throw new AbortError(error);
}
