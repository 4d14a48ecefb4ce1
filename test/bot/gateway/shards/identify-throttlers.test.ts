import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { SharedIdentifyThrottler } from '../../../../src/bot/gateway/shards/identify-throttlers.js';
import type { DutyTurns } from '../../../../src/persistence/duty-turns.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const NEVER = new AbortController().signal;

/** Turns in memory, of any number of processes. */
function turnsInMemory() {
  const endsAtMs = new Map<string, number>();
  const failures: Error[] = [];
  let statements = 0;
  const turns = strictDouble<DutyTurns>('DutyTurns', {
    take: async (name, leaseMs) => {
      statements += 1;
      const failure = failures.shift();
      if (failure) throw failure;
      const remainingMs = (endsAtMs.get(name) ?? 0) - Date.now();
      if (remainingMs > 0) return remainingMs;
      endsAtMs.set(name, Date.now() + leaseMs);
      return 0;
    },
  });
  return { turns, failures, statements: () => statements };
}

describe('the starts of sessions in several processes', () => {
  it('the starts of one bucket are more than five seconds apart, whichever process they are of', async () => {
    const { turns, statements } = turnsInMemory();
    const processes = [0, 1].map(
      () => new SharedIdentifyThrottler(turns, 2, new RecordingLogger()),
    );
    const beganMs = Date.now();
    const started: [shard: number, afterMs: number][] = [];
    const start = async (shard: number) => {
      await processes[shard < 3 ? 0 : 1]?.waitForIdentify(shard, NEVER);
      started.push([shard, Date.now() - beganMs]);
    };
    const starts = Promise.all([0, 1, 2, 3, 4, 5].map(start));
    await jest.advanceTimersByTimeAsync(60_000);
    await starts;
    const timesOf = (bucket: number) =>
      started.filter(([shard]) => shard % 2 === bucket).map(([, afterMs]) => afterMs);
    expect([timesOf(0), timesOf(1)]).toEqual([
      [0, 5_500, 11_000],
      [0, 5_500, 11_000],
    ]);
    // Each of two processes asks at most once for each turn of each bucket.
    expect(statements()).toBeLessThanOrEqual(2 * 2 * 3);
  });

  it('a start waits until a database that fails answers again', async () => {
    const { turns, failures } = turnsInMemory();
    failures.push(busy(), busy());
    const throttler = new SharedIdentifyThrottler(turns, 1, new RecordingLogger());
    const waiting = throttler.waitForIdentify(0, NEVER);
    await jest.advanceTimersByTimeAsync(10_000);
    await waiting;
    expect(failures).toEqual([]);
  });

  it('a start that is no longer wanted is not waited for, and takes no turn', async () => {
    const { turns } = turnsInMemory();
    const throttler = new SharedIdentifyThrottler(turns, 1, new RecordingLogger());
    await throttler.waitForIdentify(0, NEVER);
    const stop = new AbortController();
    const refused = rejectionOf(throttler.waitForIdentify(1, stop.signal));
    const next = throttler.waitForIdentify(2, NEVER);
    await jest.advanceTimersByTimeAsync(1_000);
    stop.abort();
    expect(await refused).toMatchObject({ name: 'AbortError' });
    await jest.advanceTimersByTimeAsync(5_000);
    await next;
  });
});
