import type { InjectionToken } from 'tsyringe';

import type { DutyName } from '../../../persistence/duties.js';
import type { DutyTurns } from '../../../persistence/duty-turns.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import type { Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { retryUntilAborted } from '../../../platform/retry-until-aborted.js';

/** Discord takes one session of a bucket in five seconds; the clocks of two machines may differ. */
export const IDENTIFY_SPACING_MS = 5_500;

/**
 * How long a start is on its way at most: discord.js gives a session up after 15 s
 * without an answer.
 */
export const IDENTIFY_TURN_MS = 20_000;

/** Resolves when Discord has answered the start of a shard's session, or when `signal` aborts. */
export type StartAnswered = (shardId: number, signal: AbortSignal) => Promise<void>;

/** Makes a throttler for so many buckets, Discord's `max_concurrency`. */
export type BuildThrottler = (buckets: number, answered: StartAnswered) => IdentifyThrottler;

export const BUILD_THROTTLER: InjectionToken<BuildThrottler> = Symbol('BuildThrottler');

/** @param turns null: there are no other processes. */
export function throttlerBuilder(turns: DutyTurns | null, logger: Logger): BuildThrottler {
  return (buckets, answered) => new IdentifyThrottler(turns, logger, buckets, answered);
}

/**
 * What discord.js asks before it starts a session. Discord counts five seconds from when a start
 * arrives, and nobody knows how long one is on its way. So the next start of its bucket waits for
 * Discord's answer, which comes later than that, and from then on for five seconds.
 */
export class IdentifyThrottler {
  private readonly queue = new KeyedMutex();
  /** When each bucket is free for this process, on the clock of `performance.now()`. */
  private readonly freeAtMs = new Map<number, number>();

  constructor(
    private readonly turns: DutyTurns | null,
    private readonly logger: Logger,
    private readonly buckets: number,
    private readonly answered: StartAnswered,
  ) {}

  /** Resolves when the shard may start a session. Rejects when `signal` aborts. */
  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const bucket = shardId % this.buckets;
    await new Promise<void>((resolve, reject) => {
      const work = async () => {
        await this.waitForTurn(bucket, signal);
        const answered = this.answeredInTime(shardId);
        // discord.js sends the start now, in the same turn of the event loop.
        resolve();
        await answered;
        await this.endTurn(bucket);
      };
      this.queue.run(String(bucket), work).catch(reject);
    });
  }

  /**
   * One shard of a bucket asks the database at a time, and not before this process's own
   * turn has ended.
   */
  private async waitForTurn(bucket: number, signal: AbortSignal): Promise<void> {
    const ownWaitMs = (this.freeAtMs.get(bucket) ?? 0) - performance.now();
    if (ownWaitMs > 0) await pause(ownWaitMs, signal);
    const { turns } = this;
    if (turns === null) return;
    const take = async () => turns.take(dutyOf(bucket), IDENTIFY_TURN_MS);
    for (;;) {
      // discord.js cannot stand an error here, so a database that fails is asked until it answers.
      signal.throwIfAborted();
      const waitMs = await retryUntilAborted(take, signal, this.logger);
      if (waitMs === 0) return;
      // A start on its way ends its turn when it is answered, and this long after that.
      await pause(Math.min(waitMs, IDENTIFY_SPACING_MS), signal);
    }
  }

  private async answeredInTime(shardId: number): Promise<void> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), IDENTIFY_TURN_MS);
    await this.answered(shardId, limit.signal);
    clearTimeout(timer);
  }

  private async endTurn(bucket: number): Promise<void> {
    this.freeAtMs.set(bucket, performance.now() + IDENTIFY_SPACING_MS);
    try {
      await this.turns?.endIn(dutyOf(bucket), IDENTIFY_SPACING_MS);
    } catch (err) {
      this.logger.warn({ bucket, err }, 'The turn of a start ends later than it could');
    }
  }
}

function dutyOf(bucket: number): DutyName {
  return `identify ${bucket}`;
}
