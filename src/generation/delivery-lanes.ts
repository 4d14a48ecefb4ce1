import { AsyncResource } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';

import PQueue from 'p-queue';

import { KeyedMutex } from '../platform/keyed-mutex.js';
import { RateLimited } from '../platform/rate-limited.js';

/** A delivery holds a picture of up to 10 MB in memory. */
const MAX_AT_ONCE = 4;

/**
 * Makes a few deliveries at a time, and those of one lane one after the other. Where a lane is
 * limited, it alone waits, and holds nothing meanwhile.
 */
export class DeliveryLanes {
  private readonly lanes = new KeyedMutex();
  private readonly slots = new PQueue({ concurrency: MAX_AT_ONCE });

  /**
   * Runs `work` when its turn comes, and again for as long as its error says when to come back.
   *
   * @throws any other error of `work`, or an `AbortError` when `signal` aborts.
   */
  async run(lane: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    await this.lanes.run(lane, async () => {
      for (;;) {
        const waitMs = await this.slots.add(AsyncResource.bind(() => waitAfter(work, signal)));
        if (waitMs === undefined) return;
        await setTimeout(waitMs, undefined, { signal });
      }
    });
  }
}

/** After how many milliseconds the work can be repeated; undefined: it is done. */
async function waitAfter(
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<number | undefined> {
  signal.throwIfAborted();
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof RateLimited) return error.retryAfterMs;
    throw error;
  }
}
