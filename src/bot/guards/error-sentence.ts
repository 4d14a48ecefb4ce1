import type { Keeping } from '../../config/keeping.js';
import { AppError } from '../../platform/app-error.js';
import { plainText } from '../../views/plain-text.js';
import { BROKEN, notKept, notRestored, startAnew } from './sentences.js';

/**
 * What a person is told of an error.
 *
 * @param keeping for how long interactions are kept.
 */
export function errorSentence(error: unknown, keeping: Keeping): string {
  if (!(error instanceof AppError)) return BROKEN;
  if (!error.code.startsWith('state.') || error.retryable) return plainText(error.userMessage);
  return startAnew(reason(error, keeping));
}

/** A missing row was most likely cleaned up, which is not an error. */
function reason({ code, userMessage }: AppError, keeping: Keeping): string {
  const isKept = keeping.retentionDays === 0 && keeping.previewHours === 0;
  if (code !== 'state.not_found' || isKept) return notRestored(userMessage);
  return notKept(keeping);
}
