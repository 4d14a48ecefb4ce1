import { AppError } from '../../../platform/app-error.js';

const FULL = {
  code: 'storage.full',
  retryable: true,
  userMessage: "I could not save that: the bot's picture store is full. Nothing was changed.",
} as const;
const REFUSED = {
  code: 'storage.read_only',
  retryable: true,
  userMessage: "I could not do that: the bot's picture store refuses access. Nothing was changed.",
} as const;
const NO_BUCKET = {
  code: 'storage.failed',
  retryable: true,
  userMessage: "I could not do that: the bot's picture store is not there. Nothing was changed.",
} as const;
const BUSY = {
  code: 'storage.busy',
  retryable: true,
  userMessage:
    'I could not do that: my picture store is busy. Nothing was changed; try again in a moment.',
} as const;
const FAILED = {
  code: 'storage.failed',
  retryable: true,
  userMessage: 'I could not reach my picture store. Nothing was changed; try again in a moment.',
} as const;

/** By the error codes of the S3 API, and of servers that have further ones. */
const FAULTS: Readonly<Record<string, typeof FULL | typeof NO_BUCKET | typeof BUSY>> = {
  NoSuchBucket: NO_BUCKET,
  SlowDown: BUSY,
  QuotaExceeded: FULL,
  XMinioStorageFull: FULL,
  XMinioAdminBucketQuotaExceeded: FULL,
};

/** Client errors that mean an accident on the way, or a clock that the library has set by now. */
const PASSING_CODES = new Set([
  'BadDigest',
  'ConditionalRequestConflict',
  'IncompleteBody',
  'OperationAborted',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'XAmzContentSHA256Mismatch',
]);

/** What is read of an error of the library. Network errors have no status. */
interface Fault {
  /** The S3 API's code, such as `NoSuchKey`. */
  readonly code: string;
  /** Of the HTTP answer; null where there was none. */
  readonly status: number | null;
}

/** What the S3 server said with an error; the code is the error's name where it said nothing. */
export function faultOf(error: unknown): Fault {
  const code = error instanceof Error ? error.name : '';
  const { $metadata = {}, $response = {} } = Object(error);
  const status: unknown = $metadata.httpStatusCode ?? $response.statusCode;
  return { code, status: typeof status === 'number' ? status : null };
}

/** Whether the same call can succeed a moment later. */
export function canPass(error: unknown): boolean {
  const { code, status } = faultOf(error);
  if (error instanceof AppError || isRefusedHere(error)) return false;
  // After a good status, the rest of the answer did not come, or cannot be read.
  if (status === null || status < 300 || PASSING_CODES.has(code)) return true;
  return (status >= 500 && status !== 501 && status !== 507) || status === 429 || status === 408;
}

/** Translates an error of the library, of the network, or of the S3 server. */
export function toBucketError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  if (cause instanceof Error && cause.message === 'Region is missing') return noRegion(cause);
  const { code, status } = faultOf(cause);
  return new AppError({ ...(FAULTS[code] ?? byStatus(cause, status)), cause });
}

function byStatus(cause: unknown, status: number | null) {
  if (isRefusedHere(cause)) return REFUSED;
  switch (status) {
    // The bucket is in another region, or its endpoint is another one.
    case 301:
    case 307:
    case 401:
    case 403:
      return REFUSED;
    case 429:
    case 503:
      return BUSY;
    case 507:
      return FULL;
    default:
      return FAILED;
  }
}

/** No credentials were found, so nothing was sent. */
function isRefusedHere(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'CredentialsProviderError' || error.message === 'Region is missing';
}

function noRegion(cause: Error): AppError {
  return new AppError({
    code: 'config.invalid',
    retryable: false,
    userMessage:
      'The configuration has a problem:\n  S3_REGION is missing; it is the region of the bucket, for example eu-central-1',
    cause,
  });
}
