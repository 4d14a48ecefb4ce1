import { AppError, type ErrorCode } from './app-error.js';

/** The error for something that is allowed only so often, and again after a known time. */
export class RateLimited extends AppError {
  /** @param retryAfterMs when a repetition can succeed at the earliest. */
  constructor(
    code: ErrorCode,
    userMessage: string,
    readonly retryAfterMs: number,
    cause?: unknown,
  ) {
    super({ code, retryable: true, userMessage, cause });
    this.name = 'RateLimited';
  }
}
