import pRetry, { AbortError } from 'p-retry';

import { AppError } from './app-error.js';
import type { Logger } from './logger.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Repeats `work` until it succeeds, with increasing waits. For steps that must not be given up
 * while the process runs, such as storing or showing an outcome.
 *
 * @param work is told which attempt it is, counted from 1.
 * @param maxAttempts the limit of attempts; none by default.
 * @throws the error of `work` when a retry cannot help, or the reason of `signal` when it aborts.
 */
export async function retryUntilAborted<T>(
  work: (attempt: number) => Promise<T>,
  signal: AbortSignal,
  logger: Logger,
  maxAttempts?: number,
): Promise<T> {
  return pRetry((attempt) => work(attempt).catch(giveUpUnlessRetryable), {
    ...(maxAttempts === undefined ? { forever: true } : { retries: maxAttempts - 1 }),
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    signal,
    onFailedAttempt: (err) => logger.warn({ err, attempt: err.attemptNumber }, 'Retrying'),
  });
}

function giveUpUnlessRetryable(error: Error): never {
  if (error instanceof AppError && error.retryable) throw error;
  throw new AbortError(error);
}
