/** Slows down background work, so that it does not delay other work. */
export interface Throttle {
  /** The pause after each batch, in milliseconds. */
  readonly pauseMs: number;
  /** Stops the work after the current batch; the next run continues. */
  readonly signal: AbortSignal;
}

/** For work inside the bot, where clicks and batches share one connection. */
export const PAUSE_BESIDE_CLICKS_MS = 1;

/**
 * For work in another process than the bot. The bot polls for the database's single write lock, and
 * must get it soon. This work runs until it is done or its process ends.
 */
export const THROTTLE_BESIDE_BOT: Throttle = { pauseMs: 20, signal: new AbortController().signal };
