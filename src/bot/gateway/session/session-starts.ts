import { setTimeout } from 'node:timers/promises';

import type { APIGatewaySessionStartLimit } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';

/** Starts that are left to whoever looks after the bot. */
const RESERVE = 100;

/** Discord counts starts for a day at most. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Discord's reset and this clock may differ a little. */
const MARGIN_MS = 1000;

/** What Discord tells of the starts of today. */
export type StartLimit = Pick<APIGatewaySessionStartLimit, 'total' | 'remaining' | 'reset_after'>;

/**
 * How long to wait before `shards` sessions are started, in milliseconds. Half of the day's starts
 * are free; the others are spread over the rest of the day, and the last hundred are not used. So a
 * bot that is restarted again and again slows down, whoever restarts it.
 */
export function waitBeforeStartMs(
  { total, remaining, reset_after: resetAfterMs }: StartLimit,
  shards: number,
): number {
  const untilResetMs = Math.min(Math.max(0, resetAfterMs), DAY_MS) + MARGIN_MS;
  if (remaining >= Math.max(total / 2, shards)) return 0;
  return untilResetMs / Math.max(1, Math.floor((remaining - RESERVE) / shards));
}

/**
 * Keeps the bot from starting more sessions than Discord allows in a day: beyond that, Discord ends
 * all its sessions and resets its token. Resuming a session is not a start.
 */
@injectable()
export class SessionStarts {
  private waitsUntilMs: number | null = null;

  constructor(
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Until when the bot waits because too few starts are left, as a timestamp; null: it does not.
   */
  get waitingUntilMs(): number | null {
    return this.waitsUntilMs;
  }

  /**
   * Resolves when so many sessions may be started.
   *
   * @param ask gives what Discord tells now.
   * @throws the error of `ask`, or an `AbortError` when `signal` aborts.
   */
  async wait(ask: () => Promise<StartLimit>, shards: number, signal?: AbortSignal): Promise<void> {
    const limit = await ask();
    const waitMs = waitBeforeStartMs(limit, shards);
    if (waitMs === 0) return;
    this.tell(limit, waitMs);
    try {
      await setTimeout(waitMs, undefined, { ...(signal && { signal }) });
    } finally {
      this.waitsUntilMs = null;
    }
    if (limit.remaining < Math.max(RESERVE, shards)) await this.wait(ask, shards, signal);
  }

  private tell({ total, remaining }: StartLimit, waitMs: number): void {
    this.waitsUntilMs = this.clock.now() + waitMs;
    this.logger.error(
      { remaining, total, until: new Date(this.waitsUntilMs).toISOString() },
      'Few of today’s starts at Discord are left, so the bot waits before it connects; find out why it starts so often',
    );
  }
}
