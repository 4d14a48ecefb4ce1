import type { S3Client } from '@aws-sdk/client-s3';
import pRetry from 'p-retry';

import type { S3Access } from '../../../config/s3-access.js';
import { endedBy } from '../../../platform/ended-by.js';
import { canPass, toBucketError } from './s3-errors.js';

/** What AWS's library exports; it takes long to load, so it is loaded when it is first used. */
type Library = typeof import('@aws-sdk/client-s3');

/** An open client, with the library that its commands come from. */
export interface OpenS3 extends Pick<
  Library,
  | 'DeleteObjectCommand'
  | 'GetObjectCommand'
  | 'HeadObjectCommand'
  | 'ListObjectsV2Command'
  | 'PutObjectCommand'
> {
  readonly client: S3Client;
}

/** How long a call may take, and how often it is tried. */
export interface S3Limits {
  /** For one attempt, its whole body included. */
  readonly attemptMs: number;
  /** After this time there is no further attempt. */
  readonly retryMs: number;
  readonly maxAttempts: number;
  /** Before the second attempt; it doubles with each, and a random part keeps processes apart. */
  readonly firstWaitMs: number;
}

const LIMITS: S3Limits = { attemptMs: 20_000, retryMs: 20_000, maxAttempts: 5, firstWaitMs: 200 };

/** A server that does not even take the connection in this time is not there. */
const CONNECTION_TIMEOUT_MS = 4_000;

/** The connection to an S3 server. It ends every call on time, whatever the server does. */
export class S3Connection {
  private opening: Promise<OpenS3> | null = null;

  constructor(
    private readonly access: S3Access,
    private readonly limits = LIMITS,
  ) {}

  /** How long it waits after each failed attempt, in milliseconds. */
  get waitsMs(): number[] {
    const { maxAttempts, firstWaitMs } = this.limits;
    return Array.from({ length: maxAttempts - 1 }, (_, n) => firstWaitMs * 2 ** n);
  }

  /**
   * Runs one call, and runs it again after a failure that may pass.
   *
   * @param work sends one command with the signal, and reads its answer whole.
   * @throws AppError `storage.*`, or `config.invalid` where there is no region.
   */
  async call<T>(work: (s3: OpenS3, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { attemptMs, retryMs, maxAttempts, firstWaitMs } = this.limits;
    try {
      this.opening ??= open(this.access, attemptMs);
      const s3 = await this.opening;
      return await pRetry(() => within(attemptMs, (signal) => work(s3, signal)), {
        retries: maxAttempts - 1,
        minTimeout: firstWaitMs,
        maxRetryTime: retryMs,
        randomize: true,
        shouldRetry: canPass,
      });
    } catch (cause) {
      throw toBucketError(cause);
    }
  }
}

/**
 * The result of `work`, unless it takes longer: then its signal aborts, and it is not waited for.
 */
async function within<T>(timeMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new Error(`The S3 server did not answer within ${timeMs} ms.`)),
    timeMs,
  );
  try {
    return await endedBy(work(limit.signal), limit.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function open(access: S3Access, attemptMs: number): Promise<OpenS3> {
  const library = await import('@aws-sdk/client-s3');
  const { endpoint, region, credentials, profile, forcePathStyle } = access;
  const client = new library.S3Client({
    forcePathStyle,
    ...(endpoint !== null && { endpoint }),
    ...(region !== null && { region }),
    ...(credentials !== null && { credentials: { ...credentials } }),
    ...(profile !== null && { profile }),
    // `call` tries again, because the library does not when a body ends too early.
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: attemptMs,
      throwOnRequestTimeout: true,
    },
    // Other vendors refuse what the library would add by itself; pictures have their own checksum.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Servers that do not know it would make every large picture wait for seconds.
    expectContinueHeader: false,
  });
  return { ...library, client };
}
