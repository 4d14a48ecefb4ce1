import { AppError } from '../../src/platform/app-error.js';

/** The `AppError` that `work` ends with; anything else fails the test. */
export async function appErrorOf(work: Promise<unknown> | (() => unknown)): Promise<AppError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw new Error(`Not an AppError: ${String(error)}`, { cause: error });
  }
  throw new Error('Expected an AppError, but nothing was thrown');
}
