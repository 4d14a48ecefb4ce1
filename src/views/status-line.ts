import { countOf, remainingOf } from '../interactions/batch.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { Generation, GenerationFailure } from '../interactions/generation.js';
import { isBlank } from '../interactions/prompt.js';
import { plainText } from './plain-text.js';
import {
  ANOTHER_TRY_HELPS,
  attempt,
  cancelled,
  failed,
  MAKING,
  modelIsSilent,
  notAll,
  OTHER_WORDS_HELP,
  pictureNumber,
  picturesMade,
  placeInQueue,
  started,
  startsInAbout,
  tryingAgain,
  UNKNOWN_REASON,
  usually,
} from './words/progress.js';

/**
 * What a card says about its generation in one line: its place in the queue, that it is being made
 * and how long that usually takes, that it waits for a retry, or why there is no picture. Null
 * where there is nothing to say. Discord keeps the times in it up to date.
 */
export function statusLine(
  generation: Generation | null,
  progress: GenerationProgress | null,
): string | null {
  switch (generation?.status) {
    case 'requested':
      return waiting(generation, progress);
    case 'running':
      return running(generation, progress);
    case 'failing':
    case 'failed':
      return failed(explained(generation.failure));
    case 'cancelling':
    case 'cancelled':
      return joined(cancelled(generation.cancelledBy), generation.made > 0 && madeOf(generation));
    case 'produced':
    case 'delivered':
      return incomplete(generation);
    case undefined:
      return null;
  }
}

function waiting(generation: Generation, progress: GenerationProgress | null): string {
  const { retry, failures } = generation;
  const picture = pictureOf(generation);
  if (progress?.kind === 'breaker_open') {
    return joined(modelIsSilent(relative(progress.untilMs)), picture);
  }
  if (progress?.kind === 'waiting') return inQueue(progress, picture);
  if (retry === null) return joined(MAKING, picture, usual(progress));
  const why = plainText(retry.failure.userMessage);
  const again = tryingAgain(why, relative(Date.parse(retry.notBefore)));
  return joined(again, picture, attempt(failures + 1));
}

function inQueue(
  { before, startsInMs }: Extract<GenerationProgress, { kind: 'waiting' }>,
  picture: string | false,
): string {
  const start = startsInMs !== null && startsInAbout(startsInMs / 1000);
  return joined(placeInQueue(before), picture, start);
}

function running(generation: Generation, progress: GenerationProgress | null): string {
  const { lease, failures } = generation;
  return joined(
    MAKING,
    pictureOf(generation),
    lease !== null && started(relative(Date.parse(lease.since))),
    usual(progress),
    failures > 0 && attempt(failures + 1),
  );
}

/** Which one of several pictures it is about. */
function pictureOf(generation: Generation): string | false {
  const count = countOf(generation);
  return count > 1 && pictureNumber(count - remainingOf(generation) + 1, count);
}

/** How many of the pictures came, and why not all; null where all did. */
function incomplete(generation: Generation): string | null {
  const reason = generation.lost.at(-1);
  return reason ? notAll(madeOf(generation), plainText(reason.userMessage)) : null;
}

function madeOf(generation: Generation): string {
  return picturesMade(generation.made, countOf(generation));
}

function usual(progress: GenerationProgress | null): string | false {
  return progress?.kind === 'running' && usually(Math.ceil(progress.usualMs / 1000));
}

function joined(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' · ');
}

function explained(failure: GenerationFailure | null): string {
  const isTold = failure !== null && !isBlank(failure.userMessage);
  const why = isTold ? plainText(failure.userMessage) : UNKNOWN_REASON;
  if (failure?.promptIsReason === true) return `${why} ${OTHER_WORDS_HELP}`;
  return failure?.retryable === true ? `${why} ${ANOTHER_TRY_HELPS}` : why;
}

/** Discord shows it as "in 20 seconds" or "2 minutes ago", in the reader's language. */
function relative(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:R>`;
}
