import { AppError } from '../platform/app-error.js';
import type { GenerationFailure } from './interaction-state.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';
import { ModelError } from './model-error.js';

/** What a row keeps, and a card says, of an error. What is no `AppError` is a defect. */
export function failureOf(error: unknown): GenerationFailure {
  if (error instanceof ModelError) return failure(error.ending, error.sentence);
  if (!(error instanceof AppError)) return failure(GENERATION_FAILURES.own.defect);
  const { code, retryable, sentence } = error;
  return { code, retryable, promptIsReason: false, sentence };
}

/** What a row keeps, and a card says, of an ending. */
export function failure({ code, help, sentence }: FailureKind, said = sentence): GenerationFailure {
  return {
    code,
    retryable: help === 'again',
    promptIsReason: help === 'prompt',
    sentence: said,
  };
}

/** Whether an error may be gone in a moment: the model's own trouble, or the storage's. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ModelError) return error.ending.isPassing;
  return error instanceof AppError && error.retryable && error.code.startsWith('storage.');
}
