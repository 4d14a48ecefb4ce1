/** How work in the background leaves room for everybody else. */
export interface Pace {
  /** The pause after each batch, in milliseconds. */
  readonly pauseMs: number;
  /** Ends the work after the batch under way; what is left over, the next run finds. */
  readonly signal: AbortSignal;
}

/** Inside the bot, where clicks take turns with the batches on one connection. */
export const PAUSE_BESIDE_CLICKS_MS = 1;

/**
 * In a process beside the bot, where the bot polls for the database's one right to write, and has to
 * find it free soon. Nothing but the end of the process ends it.
 */
export const PACE_BESIDE_BOT: Pace = { pauseMs: 20, signal: new AbortController().signal };
