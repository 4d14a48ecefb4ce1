import { AppError } from '../../platform/app-error.js';

/** The error for an archive that is not accepted: `storage.archive_refused`, with the reason. */
export function archiveRefused(reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'storage.archive_refused',
    retryable: false,
    userMessage: `This archive is refused, and nothing of it was restored: ${reason}`,
    cause,
  });
}
