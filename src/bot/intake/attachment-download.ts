import { inject, injectable, type InjectionToken } from 'tsyringe';

import { AppError, type ErrorCode } from '../../platform/app-error.js';
import { endedBy } from '../../platform/ended-by.js';
import { readBody } from '../../platform/read-body.js';

/** The largest input picture: what Discord takes from everybody. */
export const INPUT_MAX_BYTES = 10 * 1024 * 1024;

const TIMEOUT_MS = 20_000;

/** Origins that pictures may be fetched from: Discord's CDN, and nothing else. */
export const CDN_ORIGINS: InjectionToken<readonly string[]> = Symbol('CdnOrigins');

/** Fetches what people attached, within limits. */
@injectable()
export class AttachmentDownload {
  constructor(@inject(CDN_ORIGINS) private readonly cdnOrigins: readonly string[]) {}

  /**
   * The bytes behind an attachment's URL, at most 10 MiB.
   *
   * @throws AppError `image.too_large`, `image.not_on_cdn` or `image.download_failed`.
   */
  async fetch(url: string): Promise<Buffer> {
    if (!this.cdnOrigins.includes(originOf(url))) {
      throw problem('image.not_on_cdn', false, 'This file is not on Discord’s servers.');
    }
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      // On Node 20 `fetch` may stop following its own signal once garbage was collected.
      const response = await endedBy(fetch(url, { redirect: 'error', signal }), signal);
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return await readBody(response, { maxBytes: INPUT_MAX_BYTES, signal, tooLarge });
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw problem(
        'image.download_failed',
        true,
        'I could not fetch this file from Discord.',
        cause,
      );
    }
  }
}

/** The error for a picture of more than 10 MiB. */
export function tooLarge(): AppError {
  return problem('image.too_large', false, 'This file is larger than 10 MiB.');
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
