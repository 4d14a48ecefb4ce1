/** The part of the product where an error occurred, and its kind: `model.blocked_prompt`. */
export type ErrorCode =
  `${'config' | 'discord' | 'image' | 'model' | 'state' | 'storage' | 'usage'}.${string}`;

/** The content of an {@link AppError} beside its stack. */
export interface AppErrorDetails {
  readonly code: ErrorCode;
  /** Whether the same action can succeed later. */
  readonly retryable: boolean;
  /** One complete sentence for the person, without secrets or paths. */
  readonly userMessage: string;
  /** The original error of a vendor or the system; it is only logged. */
  readonly cause?: unknown;
}

/**
 * The one error type of the product. Errors of vendors (Discord, Gemini, SQLite, sharp, the file
 * system) are translated into it where they enter. Any other error is a defect.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly userMessage: string;

  constructor(details: AppErrorDetails) {
    super(
      `${details.code}: ${details.userMessage}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.name = 'AppError';
    this.code = details.code;
    this.retryable = details.retryable;
    this.userMessage = details.userMessage;
  }
}
