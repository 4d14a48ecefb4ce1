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
      return '🛑 Cancelled';
    case 'produced':
    case 'delivered':
    case undefined:
      return null;
  }
}

const MAKING = '🍌 Making';
const FAILED = '⚠️ No picture this time:';

function waiting({ retry, failures }: Generation, progress: GenerationProgress | null): string {
  if (progress?.kind === 'breaker_open')
    return `⏳ The image model is not answering · I ask it again ${relative(progress.untilMs)}`;
  if (progress?.kind === 'waiting') return inQueue(progress);
  if (retry === null) return joined(MAKING, usual(progress));
  const again = relative(Date.parse(retry.notBefore));
  return `🔁 ${plainText(retry.failure.userMessage)} Trying again ${again} · attempt ${failures + 1}`;
}

function inQueue({ before, startsAtMs }: Extract<GenerationProgress, { kind: 'waiting' }>): string {
  return joined(`⏳ ${placeIn(before)}`, startsAtMs !== null && `starts ${relative(startsAtMs)}`);
}

function placeIn(before: number): string {
  if (before === 0) return 'Yours is the next picture';
  return before === 1 ? '1 picture ahead of yours' : `${before} pictures ahead of yours`;
}

function running({ lease, failures }: Generation, progress: GenerationProgress | null): string {
  return joined(
    MAKING,
    lease !== null && `begun ${relative(Date.parse(lease.since))}`,
    usual(progress),
    failures > 0 && `attempt ${failures + 1}`,
  );
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
