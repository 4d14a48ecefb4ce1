import { countOf, remainingOf } from '../interactions/batch.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';
import type { Generation, GenerationFailure } from '../interactions/generation.js';
import { isBlank } from '../interactions/prompt.js';
import { plainText } from './plain-text.js';

/**
 * What a card says about its generation in one line: its place in the queue, that it is being made
 * and how long that usually takes, that it waits for a retry, or why there is no picture. Null where
 * there is nothing to say. Discord keeps the times in it up to date.
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
      return `${FAILED} ${explained(generation.failure)}`;
    case 'cancelling':
    case 'cancelled':
      return joined('🛑 Cancelled', generation.made > 0 && madeOf(generation));
    case 'produced':
    case 'delivered':
      return incomplete(generation);
    case undefined:
      return null;
  }
}

const MAKING = '🍌 Making';
const FAILED = '⚠️ No picture this time:';

function waiting(generation: Generation, progress: GenerationProgress | null): string {
  const { retry, failures } = generation;
  const picture = pictureOf(generation);
  if (progress?.kind === 'breaker_open') {
    const again = relative(progress.untilMs);
    return joined(`⏳ The image model is not answering · I ask it again ${again}`, picture);
  }
  if (progress?.kind === 'waiting') return inQueue(progress, picture);
  if (retry === null) return joined(MAKING, picture, usual(progress));
  const again = `Trying again ${relative(Date.parse(retry.notBefore))}`;
  const why = plainText(retry.failure.userMessage);
  return joined(`🔁 ${why} ${again}`, picture, `attempt ${failures + 1}`);
}

function inQueue(
  { before, startsAtMs }: Extract<GenerationProgress, { kind: 'waiting' }>,
  picture: string | false,
): string {
  const starts = startsAtMs !== null && `starts ${relative(startsAtMs)}`;
  return joined(`⏳ ${placeIn(before)}`, picture, starts);
}

function placeIn(before: number): string {
  if (before === 0) return 'Yours is the next picture';
  return before === 1 ? '1 picture ahead of yours' : `${before} pictures ahead of yours`;
}

function running(generation: Generation, progress: GenerationProgress | null): string {
  const { lease, failures } = generation;
  return joined(
    MAKING,
    pictureOf(generation),
    lease !== null && `begun ${relative(Date.parse(lease.since))}`,
    usual(progress),
    failures > 0 && `attempt ${failures + 1}`,
  );
}

/** Which one of several pictures it is about. */
function pictureOf(generation: Generation): string | false {
  const count = countOf(generation);
  return count > 1 && `picture ${count - remainingOf(generation) + 1} of ${count}`;
}

/** How many of the pictures came, and why not all; null where all did. */
function incomplete(generation: Generation): string | null {
  const reason = generation.lost.at(-1);
  return reason ? `⚠️ ${madeOf(generation)}: ${plainText(reason.userMessage)}` : null;
}

function madeOf(generation: Generation): string {
  return `${generation.made} of ${countOf(generation)} pictures`;
}

function usual(progress: GenerationProgress | null): string | false {
  return progress?.kind === 'running' && `usually ${Math.ceil(progress.usualMs / 1000)} s`;
}

function joined(...parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' · ');
}

const NO_REASON = 'I do not know why.';

function explained(failure: GenerationFailure | null): string {
  const why =
    failure === null || isBlank(failure.userMessage) ? NO_REASON : plainText(failure.userMessage);
  if (failure?.promptIsReason === true) return `${why} Other words may help: **Edit Prompt**.`;
  return failure?.retryable === true ? `${why} You can **Try again**.` : why;
}

/** Discord shows it as "in 20 seconds" or "2 minutes ago", in the reader's language. */
function relative(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:R>`;
}
