import { AppError } from '../platform/app-error.js';
import { GENERATION_FAILURES, type FailureKind } from './failure-kinds.js';
import type { Tokens } from './making.js';

/**
 * What the vendor bills for a call that failed: nothing, since it refused the call; what its answer
 * says that it counted; or nobody knows, since its answer did not come.
 */
export type Billed = 'nothing' | 'unknown' | Tokens;

/** Optional details of a {@link ModelError}. */
export interface ModelErrorDetails {
  /** Replaces the sentence of the failure kind. */
  readonly userMessage?: string;
  /**
   * How long the model asks to wait before the next attempt, in milliseconds; null if it does not.
   */
  readonly retryAfterMs?: number | null;
  /** By default what the kind of the failure tells. */
  readonly billed?: Billed;
  readonly cause?: unknown;
}

/** A failed attempt. An `ImageModel` throws it. */
export class ModelError extends AppError {
  readonly retryAfterMs: number | null;
  readonly billed: Billed;

  constructor(
    readonly kind: FailureKind,
    {
      userMessage = kind.userMessage,
      retryAfterMs = null,
      billed = WITHOUT_ANSWER.has(kind) ? 'unknown' : 'nothing',
      cause,
    }: ModelErrorDetails = {},
  ) {
    super({ code: kind.code, retryable: kind.help === 'again', userMessage, cause });
    this.name = 'ModelError';
    this.retryAfterMs = retryAfterMs;
    this.billed = billed;
  }

  /** The same error of a call for which the vendor bills these tokens. */
  billing(billed: Tokens): ModelError {
    const { kind, userMessage, retryAfterMs, cause } = this;
    return new ModelError(kind, { userMessage, retryAfterMs, billed, cause });
  }
}

/** The answer to a call is lost, or was not waited for. */
const WITHOUT_ANSWER: ReadonlySet<FailureKind> = new Set<FailureKind>([
  GENERATION_FAILURES.call.unreachable,
  GENERATION_FAILURES.call.noAnswer,
  GENERATION_FAILURES.call.tooLarge,
  GENERATION_FAILURES.call.garbage,
  GENERATION_FAILURES.own.aborted,
]);

/** The error of a generation that its signal cancelled: `model.aborted`. */
export function abortedError(): ModelError {
  return new ModelError(GENERATION_FAILURES.own.aborted);
}
