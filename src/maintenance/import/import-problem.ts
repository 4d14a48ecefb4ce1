import { AppError } from '../../platform/app-error.js';

/** Why one state, or one picture of it, cannot be imported; the others still can. */
export function importProblem(userMessage: string, cause?: unknown): AppError {
  return new AppError({ code: 'storage.import_problem', retryable: false, userMessage, cause });
}

/** The sentence of an import problem or of a picture that cannot be read; other errors are thrown. */
export function problemIn(error: unknown): string {
  const isProblem =
    error instanceof AppError &&
    (error.code === 'storage.import_problem' || error.code.startsWith('image.'));
  if (isProblem) return error.userMessage;
  throw error;
}
