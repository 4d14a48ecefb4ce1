/** The part of the product an error comes from, and what went wrong there: `model.blocked_prompt`. */
export type ErrorCode =
  `${'config' | 'discord' | 'image' | 'model' | 'state' | 'storage' | 'usage'}.${string}`;

/** Everything an {@link AppError} says beside its stack. */
export interface AppErrorDetails {
  readonly code: ErrorCode;
  /** Whether doing the same again, later, can succeed. */
  readonly retryable: boolean;
  /** One complete sentence for the person, free of secrets and of paths. */
  readonly userMessage: string;
  /** The vendor's or system's error behind this one; it goes to the log only. */
  readonly cause?: unknown;
}

/**
 * The one error type of the product. Errors of vendors (Discord, Gemini, SQLite, sharp, the file
 * system) are translated into it where they enter; what is not an `AppError` is a defect.
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
