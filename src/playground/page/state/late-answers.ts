import type { Change } from '../../protocol.js';
import type { Screen } from './screen.js';

type Failures = Screen['failures'];

/**
 * How soon after it has received a press the bot changes the message, if the press does anything.
 */
const SOON_MS = 5_000;

/**
 * The failures after a change: one whose press the bot receives after all is done when the bot then
 * soon changes the message. `now` is the real time.
 */
export function failuresAfter(failures: Failures, change: Change, now: number): Failures {
  if (change.kind !== 'lateAnswer' && change.kind !== 'messageUpdate') return failures;
  const id = change.kind === 'lateAnswer' ? change.messageId : change.shown.message.id;
  const failure = failures[id];
  if (failure === undefined || failure.doneAt !== undefined) return failures;
  if (change.kind === 'lateAnswer') return { ...failures, [id]: { ...failure, receivedAt: now } };
  const { receivedAt = -Infinity } = failure;
  return now - receivedAt > SOON_MS ? failures : { ...failures, [id]: { ...failure, doneAt: now } };
}
