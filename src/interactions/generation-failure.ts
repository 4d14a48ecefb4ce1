import { AppError } from '../platform/app-error.js';
import type { GenerationFailure } from './generation.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';
import { ModelError } from './model-error.js';

/**
 * The failure that is stored and shown for an error. An error that is not an `AppError` is a
 * defect.
 */
export function failureOf(error: unknown): GenerationFailure {
  if (error instanceof ModelError) return failure(error.kind, error.userMessage);
  if (!(error instanceof AppError)) return failure(GENERATION_FAILURES.own.defect);
  const { code, retryable, userMessage } = error;
  return { code, retryable, promptIsReason: false, userMessage };
}

/** The failure that is stored and shown for a kind of failure. */
export function failure(
  { code, help, userMessage }: FailureKind,
  said = userMessage,
): GenerationFailure {
  return {
    code,
    retryable: help === 'again',
    promptIsReason: help === 'prompt',
    userMessage: said,
  };
}

const OF_ONE_ANSWER: ReadonlySet<string> = new Set([
  'model.blocked_output',
  'model.no_picture',
  'model.text_only',
  'model.unreadable_answer',
  'model.unreadable_picture',
]);

/**
 * Whether what went wrong lies in one answer of the model, which may well answer the same request
 * with a picture another time.
 */
export function isOfOneAnswer({ code }: GenerationFailure): boolean {
  return OF_ONE_ANSWER.has(code);
}

/** Whether the cause of an error, in the model or the storage, may disappear soon. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ModelError) return error.kind.isTransient;
  return error instanceof AppError && error.retryable && error.code.startsWith('storage.');
}
