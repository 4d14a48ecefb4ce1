import { GENERATION_FAILURES } from '../../../interactions/failure-kinds.js';
import { ModelError } from '../../../interactions/model-error.js';
import { askedWaitMs } from './asked-wait.js';
import { googleStatusOf } from './google-status.js';
import { quoted } from './quoted.js';
import { refusalKind } from './refusal-kind.js';

const MAX_CAUSE_CHARACTERS = 2000;

/** Replaces the key in texts. */
const KEY_MARK = '[key]';

/** Failures of the request itself, of which Google's words say more than the bot knows. */
const QUOTING = new Set<string>([
  GENERATION_FAILURES.refusal.picture.code,
  GENERATION_FAILURES.refusal.other.code,
]);

/** Translates an answer whose HTTP status means an error. */
export function refusalOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: string,
  apiKey: string,
): ModelError {
  const cause = withoutKey(new Error(`HTTP ${status}: ${body}`), apiKey);
  const isJson = headers.get('content-type')?.includes('application/json') === true;
  const said = googleStatusOf(body, isJson);
  // An error, also of a proxy, is not billed.
  if (said === null)
    return new ModelError(GENERATION_FAILURES.call.garbage, { billed: 'nothing', cause });
  const kind = refusalKind(status, said);
  const words = quoted(keyless(said.message, apiKey));
  const quotes = QUOTING.has(kind.code) && words !== '';
  return new ModelError(kind, {
    userMessage: quotes ? `${kind.userMessage} It said: “${words}”` : kind.userMessage,
    retryAfterMs: askedWaitMs(said, headers),
    cause,
  });
}

/** Translates an error of the SDK, which could not read the answer. */
export function modelErrorOf(error: unknown, apiKey: string): ModelError {
  if (error instanceof ModelError) return error;
  return new ModelError(GENERATION_FAILURES.call.garbage, { cause: withoutKey(error, apiKey) });
}

/**
 * A copy of an error's name and message without the key. The original holds whatever the server
 * wrote, which may repeat the key.
 */
export function withoutKey(error: unknown, apiKey: string): Error {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Error(keyless(text, apiKey).slice(0, MAX_CAUSE_CHARACTERS));
}

/** `text` with the key replaced. */
export function keyless(text: string, apiKey: string): string {
  return apiKey === '' ? text : text.replaceAll(apiKey, KEY_MARK);
}
