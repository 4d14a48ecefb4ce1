import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/** The slowest line that pictures are delivered over: half a megabit a second for everything. */
export const SLOWEST_LINE_BYTES_PER_SECOND = 64_000;

/** More uploads at once would only share the line, and each would take longer. */
export const MAX_UPLOADS_AT_ONCE = 2;

/** What Discord has for its answer, once a body has arrived. */
const ANSWER_MS = 15_000;

/** Longer than the limit of the largest request; discord.js knows only one limit for all. */
const LONGEST_MS = 30 * 60_000;

/** An upload that did not end within its time limit. */
export class UploadTooSlow extends Error {
  constructor(bodyBytes: number) {
    super(`An upload of ${bodyBytes} bytes took longer than ${timeLimitMs(bodyBytes)} ms.`);
    this.name = 'UploadTooSlow';
  }
}

/** How long a request may take: its body's way over a slow line that it shares, and the answer. */
export function timeLimitMs(bodyBytes: number): number {
  const travelMs = (bodyBytes / SLOWEST_LINE_BYTES_PER_SECOND) * 1000;
  return Math.ceil(ANSWER_MS + MAX_UPLOADS_AT_ONCE * travelMs);
}

/**
 * Options of discord.js with a time limit for each request by the size of its body. A request
 * without files that takes too long is repeated by discord.js; one with files is not, but rejects
 * with {@link UploadTooSlow}: the same bytes would take as long again.
 */
export function limitedByBodySize(
  request: RESTOptions['makeRequest'] = DefaultRestOptions.makeRequest,
): Pick<RESTOptions, 'makeRequest' | 'timeout'> {
  return {
    timeout: LONGEST_MS,
    makeRequest: async (url, init) => {
      const isUpload = Buffer.isBuffer(init.body);
      const bodyBytes = bytesOf(init.body);
      const limit = new AbortController();
      const stop = () => limit.abort();
      init.signal?.addEventListener('abort', stop);
      let isTooSlow = false;
      const timer = setTimeout(() => {
        isTooSlow = true;
        stop();
      }, timeLimitMs(bodyBytes));
      try {
        return await request(url, { ...init, signal: limit.signal });
      } catch (cause) {
        throw isTooSlow && isUpload ? new UploadTooSlow(bodyBytes) : cause;
      } finally {
        clearTimeout(timer);
        init.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

/** Other bodies than text and the bytes of files are not sent. */
function bytesOf(body: unknown): number {
  if (Buffer.isBuffer(body)) return body.length;
  return typeof body === 'string' ? Buffer.byteLength(body) : 0;
}
