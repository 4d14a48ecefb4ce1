import { inspect } from 'node:util';

import { AppError } from '../platform/app-error.js';

/** What is said about an error that ended a command; of a defect, everything there is to say. */
export function errorText(error: unknown): string {
  if (!(error instanceof AppError)) return inspect(error);
  const { cause } = error;
  const because = cause instanceof Error ? ` (${cause.message})` : '';
  return `${error.userMessage}${because}`;
}
