import { AppError } from '../app-error.js';
import type { AppErrorDetails } from '../app-error.js';

/** What a model error says beside an {@link AppError}. */
export interface ModelErrorDetails extends AppErrorDetails {
  readonly code: `model.${string}`;
  /** How long the model asks to wait before the next try, in milliseconds; null where it does not. */
  readonly retryAfterMs?: number | null;
}

/** A failed generation, as an `ImageModel` throws it. */
export class ModelError extends AppError {
  readonly retryAfterMs: number | null;

  constructor(details: ModelErrorDetails) {
    super(details);
    this.name = 'ModelError';
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** The error of a generation that was called off by its signal: `model.aborted`. */
export function abortedError(): ModelError {
  return new ModelError({
    code: 'model.aborted',
    retryable: true,
    sentence: 'The generation was stopped before the picture was ready.',
  });
}
