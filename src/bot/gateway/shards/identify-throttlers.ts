import { SimpleIdentifyThrottler } from 'discord.js';
import type { InjectionToken } from 'tsyringe';

import type { DutyTurns } from '../../../persistence/duty-turns.js';
import { KeyedMutex } from '../../../platform/keyed-mutex.js';
import type { Logger } from '../../../platform/logger.js';
import { pause } from '../../../platform/pause.js';
import { retryUntilAborted } from '../../../platform/retry-until-aborted.js';

/** Discord takes one session of a bucket in five seconds; the first one may be longer on its way. */
export const IDENTIFY_LEASE_MS = 5_500;

/** What discord.js asks before it starts a session. */
export interface IdentifyThrottler {
  /** Resolves when the shard may start a session. Rejects when `signal` aborts. */
  waitForIdentify(shardId: number, signal: AbortSignal): Promise<void>;
}

/** Makes a throttler for so many buckets, Discord's `max_concurrency`. */
export type BuildThrottler = (buckets: number) => IdentifyThrottler;

export const BUILD_THROTTLER: InjectionToken<BuildThrottler> = Symbol('BuildThrottler');

/** @param turns null: there are no other processes. */
export function throttlerBuilder(turns: DutyTurns | null, logger: Logger): BuildThrottler {
  return (buckets) =>
    turns === null
      ? new SimpleIdentifyThrottler(buckets)
      : new SharedIdentifyThrottler(turns, buckets, logger);
}

/**
 * Spaces the starts of sessions over all processes. Within this one, only one shard of a bucket asks
 * at a time, and not before the present turn ends, so that waiting costs the database a statement
 * for each start.
 */
export class SharedIdentifyThrottler implements IdentifyThrottler {
  private readonly queue = new KeyedMutex();

  constructor(
    private readonly turns: DutyTurns,
    private readonly buckets: number,
    private readonly logger: Logger,
  ) {}

  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const bucket = shardId % this.buckets;
    await this.queue.run(String(bucket), async () => this.waitForTurn(bucket, signal));
  }

  /** discord.js cannot stand an error here, so a database that fails is asked until it answers. */
  private async waitForTurn(bucket: number, signal: AbortSignal): Promise<void> {
    const take = async () => this.turns.take(`identify ${bucket}`, IDENTIFY_LEASE_MS);
    for (;;) {
      signal.throwIfAborted();
      const waitMs = await retryUntilAborted(take, signal, this.logger);
      if (waitMs === 0) return;
      await pause(waitMs, signal);
    }
  }
}
