import { AppError, type ErrorCode } from '../platform/app-error.js';

interface StorageFault {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly userMessage: string;
}

const FULL: StorageFault = {
  code: 'storage.full',
  retryable: true,
  userMessage: "I could not save that: the bot's disk is full. Nothing was changed.",
};
const READ_ONLY: StorageFault = {
  code: 'storage.read_only',
  retryable: true,
  userMessage: "I could not do that: the bot's disk refuses access. Nothing was changed.",
};
const BUSY: StorageFault = {
  code: 'storage.busy',
  retryable: true,
  userMessage:
    'I could not save that: the storage is busy. Nothing was changed; try again in a moment.',
};
const FAILED: StorageFault = {
  code: 'storage.failed',
  retryable: true,
  userMessage: 'I could not reach my storage. Nothing was changed; try again in a moment.',
};

/**
 * By the error codes of the file system (errno) and of SQLite (https://sqlite.org/rescode.html).
 */
const FAULTS: Readonly<Record<string, StorageFault>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  SQLITE_FULL: FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  SQLITE_READONLY: READ_ONLY,
  SQLITE_PERM: READ_ONLY,
  SQLITE_CANTOPEN: READ_ONLY,
  SQLITE_BUSY: BUSY,
  SQLITE_LOCKED: BUSY,
};

/** Translates an error of the file system or the database. An `AppError` is returned unchanged. */
export function toStorageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError({ ...(FAULTS[systemCode(cause) ?? ''] ?? FAILED), cause });
}

/** The `code` of a file system error, or of the driver's error in TypeORM's `QueryFailedError`. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? systemCode(error.driverError) : undefined;
}

/**
 * Awaits `work` on the database or the file system, and translates its errors.
 *
 * @throws AppError `storage.*`
 */
export async function storage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw toStorageError(cause);
  }
}

/** The key of a new image is taken already; the next attempt gets another one. */
export function keyTaken(cause?: unknown): AppError {
  return new AppError({ ...FAILED, cause });
}
