import { inject, injectable, type InjectionToken } from 'tsyringe';

import { AppError, type ErrorCode } from '../../platform/app-error.js';
import { endedBy } from '../../platform/ended-by.js';
import { readBody } from '../../platform/read-body.js';
import type { TakeSlot } from './reading-slots.js';
import { FILE_TOO_LARGE, NOT_FETCHED, NOT_ON_DISCORD } from './sentences.js';
import { TransferLimits } from './transfer-limits.js';

/** The largest input picture: what Discord takes from everybody. */
export const INPUT_MAX_BYTES = 10 * 1024 * 1024;

/** Origins that pictures may be fetched from: Discord's CDN, and nothing else. */
export const CDN_ORIGINS: InjectionToken<readonly string[]> = Symbol('CdnOrigins');

/** Fetches what people attached, within limits. */
@injectable()
export class AttachmentDownload {
  constructor(@inject(CDN_ORIGINS) private readonly cdnOrigins: readonly string[]) {}

  /**
   * The bytes behind an attachment's URL, at most 10 MiB. A file of more than 128 KiB takes the
   * slot of its request on the way.
   *
   * @throws AppError `image.too_large`, `image.not_on_cdn` or `image.download_failed`.
   */
  async fetch(url: string, takeSlot: TakeSlot): Promise<Buffer> {
    if (!this.cdnOrigins.includes(originOf(url))) {
      throw problem('image.not_on_cdn', false, NOT_ON_DISCORD);
    }
    const limits = new TransferLimits(takeSlot);
    const { signal } = limits;
    try {
      // On Node 20 `fetch` may stop following its own signal once garbage was collected.
      const response = await endedBy(fetch(url, { redirect: 'error', signal }), signal);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      const admit = (sizeBytes: number) => limits.admit(sizeBytes);
      return await readBody(response, { maxBytes: INPUT_MAX_BYTES, signal, tooLarge, admit });
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw problem('image.download_failed', true, NOT_FETCHED, cause);
    } finally {
      limits.end();
    }
  }
}

/** The error for a picture of more than 10 MiB. */
export function tooLarge(): AppError {
  return problem('image.too_large', false, FILE_TOO_LARGE);
}

function problem(
  code: ErrorCode,
  retryable: boolean,
  userMessage: string,
  cause?: unknown,
): AppError {
  return new AppError({ code, retryable, userMessage, cause });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
