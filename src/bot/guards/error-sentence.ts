import { AppError } from '../../platform/app-error.js';
import { plainText } from '../../views/plain-text.js';
import { BROKEN, notKept, notRestored, startAnew } from './sentences.js';

/**
 * What a person is told of an error.
 *
 * @param retentionDays for how long interactions are kept; 0: for ever.
 */
export function errorSentence(error: unknown, retentionDays: number): string {
  if (!(error instanceof AppError)) return BROKEN;
  if (!error.code.startsWith('state.') || error.retryable) return plainText(error.userMessage);
  return startAnew(reason(error, retentionDays));
}

/** A missing row was most likely cleaned up, which is not an error. */
function reason({ code, userMessage }: AppError, retentionDays: number): string {
  if (code !== 'state.not_found' || retentionDays === 0) return notRestored(userMessage);
  return notKept(retentionDays);
}
