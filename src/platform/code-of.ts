import { AppError } from './app-error.js';

/** The code of an error, as metrics name it; what is no `AppError` is a defect. */
export function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : 'defect';
}
