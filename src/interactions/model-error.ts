import { AppError } from '../platform/app-error.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';

/** Optional details of a {@link ModelError}. */
export interface ModelErrorDetails {
  /** Replaces the sentence of the failure kind. */
  readonly userMessage?: string;
  /**
   * How long the model asks to wait before the next attempt, in milliseconds; null if it does not.
   */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** A failed attempt. An `ImageModel` throws it. */
export class ModelError extends AppError {
  readonly retryAfterMs: number | null;

  constructor(
    readonly kind: FailureKind,
    { userMessage = kind.userMessage, retryAfterMs = null, cause }: ModelErrorDetails = {},
  ) {
    super({ code: kind.code, retryable: kind.help === 'again', userMessage, cause });
    this.name = 'ModelError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** The error of a generation that its signal cancelled: `model.aborted`. */
export function abortedError(): ModelError {
  return new ModelError(GENERATION_FAILURES.own.aborted);
}
