import { AppError } from '../platform/app-error.js';
import { endedBy } from '../platform/ended-by.js';

/**
 * One request ends in time, but it waits without a limit before it is sent where Discord limits the
 * edits of a channel. The largest picture takes six minutes over a slow line, and as long for its
 * turn.
 */
const MAX_MS = 20 * 60_000;

/**
 * Waits until a card shows something, but not for ever: the mutex of the interaction is held
 * meanwhile, and nobody could use the card.
 *
 * @throws AppError `discord.unavailable` when it takes longer than twenty minutes, and what
 * `showing` fails with.
 */
export async function shownInTime(showing: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(tookTooLong()), MAX_MS);
  try {
    await endedBy(showing, limit.signal);
  } finally {
    clearTimeout(timer);
  }
}

function tookTooLong(): AppError {
  return new AppError({
    code: 'discord.unavailable',
    retryable: true,
    userMessage: 'Discord did not take the card in time.',
  });
}
