import { AppError } from './app-error.js';

/** The code of an error as a metric label. An error that is not an `AppError` is a defect. */
export function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'defect';
}
