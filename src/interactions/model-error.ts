import { AppError } from '../platform/app-error.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';

/** What a {@link ModelError} says beside its ending. */
export interface ModelErrorDetails {
  /** In place of the ending's own sentence. */
  readonly userMessage?: string;
  /** How long the model asks to wait before the next try, in milliseconds; null where it does not. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** A try that ended without a picture, as an `ImageModel` throws it. */
export class ModelError extends AppError {
  readonly retryAfterMs: number | null;

  constructor(
    readonly ending: FailureKind,
    { userMessage = ending.userMessage, retryAfterMs = null, cause }: ModelErrorDetails = {},
  ) {
    super({ code: ending.code, retryable: ending.help === 'again', userMessage, cause });
    this.name = 'ModelError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** The error of a generation that was called off by its signal: `model.aborted`. */
export function abortedError(): ModelError {
  return new ModelError(GENERATION_FAILURES.own.aborted);
}
