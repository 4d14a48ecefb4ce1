import { joinedSignal } from '../platform/joined-signal.js';
import type { Logger } from '../platform/logger.js';
import { pause } from '../platform/pause.js';
import type { Duties, DutyName, HeldDuty } from './duties.js';

/** A third of a lease: when the process that has a duty is killed, another one has it soon. */
const TRY_AGAIN_MS = 10_000;

/** Work that only one process may do at a time. */
export interface DutyWork {
  readonly name: DutyName;
  /** Ends the work, and the waiting for it. */
  readonly signal: AbortSignal;
  /** Called when another process has the duty, so that this one waits; it may be called often. */
  readonly onWaiting?: () => void;
  /** Has to end when the signal aborts; begins anew when the duty was lost, and is had again. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/**
 * Does the work when this process gets its duty, which may be much later: when the process that has
 * it is stopped or dies. While the database fails, it is tried again and again.
 *
 * @throws what `run` throws.
 */
export async function onDuty(
  duties: Duties,
  logger: Logger,
  { name, signal, onWaiting, run }: DutyWork,
): Promise<void> {
  while (!signal.aborted) {
    const duty = await holdIfPossible(duties, logger, name);
    if (duty === null) {
      onWaiting?.();
      // It rejects only when the signal aborts, which ends this loop.
      await pause(TRY_AGAIN_MS, signal).catch(() => undefined);
      continue;
    }
    const joined = joinedSignal(signal, duty.lost);
    try {
      await run(joined.signal);
    } finally {
      joined.release();
      await duty.release();
    }
    if (!duty.lost.aborted) return;
    logger.warn({ duty: name, reason: duty.lost.reason }, 'Duty was lost');
  }
}

async function holdIfPossible(
  duties: Duties,
  logger: Logger,
  name: DutyName,
): Promise<HeldDuty | null> {
  try {
    return await duties.hold(name);
  } catch (err) {
    logger.warn({ duty: name, err }, 'Duty could not be taken; it is tried again');
    return null;
  }
}
