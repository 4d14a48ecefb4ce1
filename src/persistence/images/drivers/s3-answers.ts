import { Readable } from 'node:stream';

import { AppError } from '../../../platform/app-error.js';
import type { StoredFile } from './image-driver.js';
import { faultOf } from './s3-errors.js';

/** Far more than a picture has: such an object is somebody else's. */
const MAX_BYTES = 128 * 1024 * 1024;

/** The result of a call about one object, or null where there is no such object. */
export async function unlessAbsent<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    const { code, status } = faultOf(error);
    // The answer to HEAD has no body, so it says no more than that nothing was found.
    if (status === 404 && (code === 'NoSuchKey' || code === 'NotFound')) return null;
    throw error;
  }
}

/**
 * The whole body of an answer.
 *
 * @param byteSize how long the server said that it is.
 * @param signal ends the reading, whatever the server does.
 * @throws Error when it ends too early; AppError `storage.image_damaged` for one that is
 * far too long.
 */
export async function wholeBody(
  body: unknown,
  byteSize: number | undefined,
  signal: AbortSignal,
): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const close = () => body.destroy();
  signal.addEventListener('abort', close, { once: true });
  try {
    const bytes = await allOf(body);
    if (byteSize === undefined || bytes.length === byteSize) return bytes;
    throw endedEarly();
  } finally {
    signal.removeEventListener('abort', close);
    body.destroy();
  }
}

async function allOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_BYTES) throw tooLong();
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : endedEarly(cause);
  }
  return Buffer.concat(chunks);
}

/** Of an object that a listing or an answer to HEAD describes. */
export function storedFile(
  name: string,
  object: { readonly Size?: number | undefined; readonly LastModified?: Date | undefined },
): StoredFile {
  // Without a time it is new: what is old and has no row is removed.
  const storedAtMs = object.LastModified?.getTime() ?? Date.now();
  // HEAD gives whole seconds; some listings are more exact.
  return { name, byteSize: object.Size ?? 0, storedAtMs: Math.floor(storedAtMs / 1000) * 1000 };
}

function tooLong(): AppError {
  return new AppError({
    code: 'storage.image_damaged',
    retryable: false,
    userMessage: 'The stored picture is damaged.',
  });
}

function endedEarly(cause?: unknown): Error {
  return new Error('The S3 server sent only a part of the picture.', { cause });
}
