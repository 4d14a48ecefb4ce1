import { AppError } from '../platform/app-error.js';

/** The possible problems of a picture. */
export type ImageErrorCode =
  | 'image.unsupported_type'
  | 'image.too_many_pixels'
  | 'image.too_large'
  | 'image.unreadable'
  | 'image.timeout'
  | 'image.unavailable';

/** Another try may succeed: they are not about the picture, which does not change. */
const RETRYABLE: ReadonlySet<ImageErrorCode> = new Set(['image.timeout', 'image.unavailable']);

/** An error of imaging. */
export function imageError(code: ImageErrorCode, userMessage: string, cause?: unknown): AppError {
  return new AppError({ code, userMessage, cause, retryable: RETRYABLE.has(code) });
}

/**
 * Runs work of sharp and translates its errors to `image.too_many_pixels`, or `image.unreadable`
 * for all others. An `AppError` is thrown unchanged.
 */
export async function withImageErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
}

function translated(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/exceeds pixel limit|exceeds .*limit/i.test(message))
    return imageError('image.too_many_pixels', 'This picture has too many pixels.', error);
  return imageError('image.unreadable', 'This picture is damaged or incomplete.', error);
}
