import { AppError } from '../../platform/app-error.js';

/**
 * The error for one state, or one of its pictures, that cannot be imported. The import continues.
 */
export function importProblem(userMessage: string, cause?: unknown): AppError {
  return new AppError({ code: 'storage.import_problem', retryable: false, userMessage, cause });
}

/** The message of an import problem or of an unreadable picture; other errors are thrown. */
export function problemIn(error: unknown): string {
  const isProblem =
    error instanceof AppError &&
    (error.code === 'storage.import_problem' || error.code.startsWith('image.'));
  if (isProblem) return error.userMessage;
  throw error;
}
