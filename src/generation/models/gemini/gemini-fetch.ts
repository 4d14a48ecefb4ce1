import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { endedBy } from '../../../platform/ended-by.js';
import { readBody } from '../../../platform/read-body.js';
import { refusalOf, withoutKey } from './gemini-errors.js';
import { ModelError } from '../../../interactions/model-error.js';

/** A 64 MiB picture in base64, and the rest of the answer. */
const MAX_ANSWER_BYTES = 96 * 1024 * 1024;
/** Google's errors are short. */
const MAX_ERROR_BYTES = 1024 * 1024;
/** For calls that bring no signal; those for pictures bring their own. */
const MAX_CALL_MS = 15_000;

/**
 * A `fetch` that reads the whole answer up to 96 MiB. It follows no redirect, because a redirect
 * would send the key to another server. An answer that means an error is translated here, since the
 * SDK does not pass its headers on.
 *
 * @throws ModelError for an error of Gemini; `model.unreachable` when the connection fails or the
 * signal fires; `model.unreadable_answer` when the answer is too large.
 */
export function boundedFetch(apiKey: string): typeof fetch {
  return async (input, init) => {
    try {
      const signal = init?.signal ?? AbortSignal.timeout(MAX_CALL_MS);
      const asked = fetch(input, { ...init, signal, redirect: 'error' });
      const response = await endedBy(asked, signal);
      const maxBytes = response.ok ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES;
      const body = await readBody(response, { maxBytes, signal, tooLarge });
      if (!response.ok) throw refusalOf(response, body.toString(), apiKey);
      const { status, statusText, headers } = response;
      return new Response(status === 204 ? null : body, { status, statusText, headers });
    } catch (error) {
      if (error instanceof ModelError) throw error;
      throw new ModelError(GENERATION_FAILURES.call.unreachable, {
        cause: withoutKey(error, apiKey),
      });
    }
  };
}

function tooLarge(): ModelError {
  return new ModelError(GENERATION_FAILURES.call.tooLarge);
}
