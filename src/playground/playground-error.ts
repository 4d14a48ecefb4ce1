import type { ErrorAnswer } from './protocol-requests.js';

/** A refused request of the page: an HTTP status, a code, and a message for the person. */
export class PlaygroundError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PlaygroundError';
  }

  /** The answer's body. */
  get body(): ErrorAnswer {
    return { error: { code: this.code, message: this.message } };
  }
}
