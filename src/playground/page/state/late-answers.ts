import type { Change } from '../../protocol.js';
import type { Failure, Screen } from './screen.js';

type Failures = Screen['failures'];

/**
 * The failures after a change: one whose press the bot receives after all is done when the bot then
 * changes the message. `now` is the real time.
 */
export function failuresAfter(failures: Failures, change: Change, now: number): Failures {
  if (change.kind === 'lateAnswer') {
    const { messageId } = change;
    // The page may hear of it before it hears that the press has failed.
    const before = failures[messageId] ?? { reason: '', at: now };
    return { ...failures, [messageId]: { ...before, stage: 'taken up' } };
  }
  if (change.kind !== 'messageUpdate') return failures;
  const { id } = change.shown.message;
  const failure = failures[id];
  if (failure?.stage !== 'taken up') return failures;
  return { ...failures, [id]: { ...failure, stage: 'done', doneAt: now } };
}

/** A failure that the page hears of; what the bot has already taken up is not undone. */
export function failureNow(before: Failure | undefined, reason: string, now: number): Failure {
  return before ?? { reason, at: now, stage: 'failed' };
}
