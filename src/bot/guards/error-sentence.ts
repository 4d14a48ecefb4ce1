import { AppError } from '../../platform/app-error.js';
import { plainText } from '../../views/plain-text.js';

const BROKEN = 'Something in me broke while doing that. Nothing you had is lost; please try again.';

/**
 * What a person is told of an error.
 *
 * @param retentionDays for how long interactions are kept; 0: for ever.
 */
export function errorSentence(error: unknown, retentionDays: number): string {
  if (!(error instanceof AppError)) return BROKEN;
  if (!error.code.startsWith('state.') || error.retryable) return plainText(error.userMessage);
  return `${reason(error, retentionDays)} Its picture stays as it is; mention me with a prompt or pictures, or use /imagine, to start anew.`;
}

/** A missing row was most likely cleaned up, which is not an error. */
function reason({ code, userMessage }: AppError, retentionDays: number): string {
  if (code !== 'state.not_found' || retentionDays === 0)
    return `This card could not be restored. ${userMessage}`;
  const days = retentionDays === 1 ? '1 day' : `${retentionDays} days`;
  return `I keep requests for ${days} after their last use, unless somebody deletes them; this one is gone.`;
}
