import { AppError, type ErrorCode } from '../platform/app-error.js';
import {
  POSTGRES_FAULTS,
  SQLITE_FAULTS,
  UNIQUE_VIOLATIONS,
  type FaultKind,
} from './database/fault-codes.js';

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

const UNANSWERED: StorageFault = {
  code: 'storage.unanswered',
  retryable: true,
  userMessage:
    'My storage did not answer in time, so I do not know whether that was saved; look at the card, and try again in a moment.',
};
const UNSTORABLE: StorageFault = {
  code: 'storage.unstorable',
  retryable: false,
  userMessage: 'I could not save that: my storage refuses its text. Nothing was changed.',
};

const FULL_DATABASE: StorageFault = {
  ...FULL,
  userMessage: 'I could not save that: the disk of my database is full. Nothing was changed.',
};
const READ_ONLY_DATABASE: StorageFault = {
  ...READ_ONLY,
  userMessage:
    'I could not save that: my database takes no changes now. Nothing was changed; try again in a moment.',
};

const FAULTS: Readonly<Record<FaultKind, StorageFault>> = {
  full: FULL,
  readOnly: READ_ONLY,
  fullDatabase: FULL_DATABASE,
  readOnlyDatabase: READ_ONLY_DATABASE,
  busy: BUSY,
  unanswered: UNANSWERED,
  unstorable: UNSTORABLE,
  unreachable: { ...FAILED, code: 'storage.unreachable' },
  refusedLogin: { ...FAILED, code: 'storage.refused_login' },
  noDatabase: { ...FAILED, code: 'storage.no_database' },
  noPermission: { ...FAILED, code: 'storage.no_permission' },
};

/** What the operator has to know of a database that cannot be opened. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'storage.unreachable': 'cannot be reached',
  'storage.refused_login': 'refuses its user or password',
  'storage.no_database': 'does not exist on its server; make it there',
  'storage.no_permission': 'does not permit its user to read, write and make tables',
};

/** By the error codes of the file system (errno). */
const FILE_FAULTS: Readonly<Record<string, FaultKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
};

const KINDS: Readonly<Record<string, FaultKind>> = {
  ...FILE_FAULTS,
  ...SQLITE_FAULTS,
  ...POSTGRES_FAULTS,
};

/** Translates an error of the file system or the database. An `AppError` is returned unchanged. */
export function toStorageError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const kind = KINDS[systemCode(cause) ?? ''];
  return new AppError({ ...(kind === undefined ? FAILED : FAULTS[kind]), cause });
}

/**
 * Translates an error of the opening of a database, for the operator. An `AppError` that is no
 * fault of the database is returned unchanged.
 */
export function toOpeningError(cause: unknown): AppError {
  const error = toStorageError(cause);
  const problem = PROBLEMS[error.code];
  if (problem === undefined) return error;
  return new AppError({
    code: error.code,
    retryable: true,
    userMessage: `The database of DATABASE_URL ${problem}. Nothing was changed.`,
    cause: error.cause,
  });
}

/** The `code` of a file system error, or of the driver's error in TypeORM's `QueryFailedError`. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? systemCode(error.driverError) : undefined;
}

/**
 * Whether a statement was refused because a value must be unique.
 *
 * @param error of the driver, or the `AppError` that it was translated into.
 */
export function isUniqueViolation(error: unknown): boolean {
  const code = systemCode(error instanceof AppError ? error.cause : error);
  return code !== undefined && UNIQUE_VIOLATIONS.has(code);
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
