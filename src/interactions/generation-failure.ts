import { AppError } from '../platform/app-error.js';
import type { GenerationFailure } from './generation.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';
import { ModelError } from './model-error.js';

/** What a row keeps, and a card says, of an error. What is no `AppError` is a defect. */
export function failureOf(error: unknown): GenerationFailure {
  if (error instanceof ModelError) return failure(error.ending, error.userMessage);
  if (!(error instanceof AppError)) return failure(GENERATION_FAILURES.own.defect);
  const { code, retryable, userMessage } = error;
  return { code, retryable, promptIsReason: false, userMessage };
}

/** What a row keeps, and a card says, of an ending. */
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

/** Whether an error may be gone in a moment: the model's own trouble, or the storage's. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ModelError) return error.ending.isTransient;
  return error instanceof AppError && error.retryable && error.code.startsWith('storage.');
}
