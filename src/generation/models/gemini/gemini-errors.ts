import type { ApiError } from '@google/genai';
import { z } from 'zod';

import {
  GENERATION_FAILURES,
  httpStatusFailure,
  type FailureKind,
} from '../../../interactions/failure-kinds.js';
import { ModelError } from '../../../interactions/model-error.js';

/** The used part of the error body of Google's APIs (google.rpc.Status). */
const ERROR_BODY = z.object({
  error: z.object({
    message: z.string().catch(''),
    details: z
      .array(
        z.object({
          reason: z.string().optional().catch(undefined),
          retryDelay: z.string().optional().catch(undefined),
          violations: z
            .array(z.object({ quotaId: z.string().optional().catch(undefined) }))
            .optional()
            .catch(undefined),
        }),
      )
      .catch([]),
  }),
});

type ErrorBody = z.infer<typeof ERROR_BODY>['error'];

/** The longest accepted wait: one day. */
const MAX_RETRY_AFTER_MS = 86_400_000;
const MAX_CAUSE_CHARACTERS = 2000;

/** Replaces the key in texts. */
export const KEY_MARK = '[key]';

/**
 * Translates an error of the SDK. The cause is a copy without the key, because the original
 * contains whatever the server wrote.
 */
export function modelErrorOf(error: unknown, apiKey: string): ModelError {
  if (error instanceof ModelError) return error;
  if (!isApiError(error))
    return new ModelError(GENERATION_FAILURES.call.garbage, { cause: withoutKey(error, apiKey) });
  const body = bodyOf(error.message);
  return new ModelError(failureKindOf(error.status, body), {
    retryAfterMs: retryAfterMs(body),
    cause: withoutKey(error, apiKey),
  });
}

/** By its name, since the class is there only once the SDK was loaded. */
function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'status' in error;
}

/** A copy of an error's name and message, in which the key is blacked out. */
export function withoutKey(error: unknown, apiKey: string): Error {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const safe = apiKey === '' ? text : text.replaceAll(apiKey, KEY_MARK);
  return new Error(safe.slice(0, MAX_CAUSE_CHARACTERS));
}

function failureKindOf(status: number, body: ErrorBody): FailureKind {
  const reasons = body.details.map((detail) => detail.reason);
  if (status === 400 && (reasons.includes('API_KEY_INVALID') || /api key/i.test(body.message)))
    return GENERATION_FAILURES.call.unauthorised;
  if (status === 429 && isUsedUp(body)) return GENERATION_FAILURES.call.quotaUsedUp;
  return httpStatusFailure(status);
}

/** The model has no quota at all, or it is used up until tomorrow: waiting does not help. */
function isUsedUp(body: ErrorBody): boolean {
  const quotaIds = body.details.flatMap((detail) => detail.violations ?? []);
  return (
    /\blimit: 0\b/.test(body.message) ||
    quotaIds.some(({ quotaId }) => /PerDay/i.test(quotaId ?? ''))
  );
}

/**
 * `RetryInfo.retryDelay` is a protobuf Duration in JSON: seconds with up to nine decimals and an s.
 */
function retryAfterMs(body: ErrorBody): number | null {
  const delay = body.details.map((detail) => detail.retryDelay).find((each) => each !== undefined);
  const seconds = /^(\d{1,9}(?:\.\d{1,9})?)s$/.exec(delay ?? '')?.[1];
  if (seconds === undefined) return null;
  return Math.min(MAX_RETRY_AFTER_MS, Math.ceil(Number(seconds) * 1000));
}

function bodyOf(message: string): ErrorBody {
  try {
    const parsed = ERROR_BODY.safeParse(JSON.parse(message));
    if (parsed.success) return parsed.data.error;
  } catch (error) {
    return { message: error instanceof SyntaxError ? message : '', details: [] };
  }
  return { message: '', details: [] };
}
