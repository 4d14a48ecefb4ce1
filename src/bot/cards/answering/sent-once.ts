import pRetry, { AbortError } from 'p-retry';

import { toDiscordError } from '../../discord-errors.js';
import { isTooMuchForLine, type CardPayload } from './card-payloads.js';

const RETRIES = 3;
const FIRST_WAIT_MS = 500;

/**
 * Posts a message, and tries it again where Discord did not answer: it may be there or not, so its
 * nonce has to make a repetition safe.
 *
 * @param payload what `send` posts.
 * @throws AppError `discord.*`
 */
export async function sentOnce<T>(payload: CardPayload, send: () => Promise<T>): Promise<T> {
  const once = async () => {
    try {
      return await send();
    } catch (cause) {
      const error = toDiscordError(cause);
      throw error.retryable && !isTooMuchForLine(payload, error) ? error : new AbortError(error);
    }
  };
  return pRetry(once, { retries: RETRIES, minTimeout: FIRST_WAIT_MS });
}
