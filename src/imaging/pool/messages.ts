import type { AppError } from '../../platform/app-error.js';
import type { Operations } from '../operations.js';

/** The name of an operation that runs in a process of its own. */
export type OperationName = keyof Operations;

/** What a process is asked to do, one at a time. */
export interface Request<Name extends OperationName = OperationName> {
  readonly name: Name;
  readonly args: Parameters<Operations[Name]>;
}

export type Result<Name extends OperationName> = Awaited<ReturnType<Operations[Name]>>;

/** An error without its class, which does not survive the way between processes. */
export interface PlainError {
  /** Null: no `AppError`. */
  readonly code: AppError['code'] | null;
  readonly message: string;
  readonly isRetryable: boolean;
  /** What the error came from, for the log. */
  readonly cause: string | null;
}

/** What a process says: first that it is ready, then an answer to each request. */
export type Answer<Name extends OperationName = OperationName> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result<Name>; readonly residentBytes: number }
  | { readonly kind: 'failed'; readonly error: PlainError; readonly residentBytes: number };
