import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import {
  IdentifyThrottler,
  type StartAnswered,
} from '../../../../src/bot/gateway/shards/identify-throttlers.js';
import type { DutyTurns } from '../../../../src/persistence/duty-turns.js';
import { SandboxClock } from '../../../../src/sandbox/clock.js';
import { SessionStarts } from '../../../../src/sandbox/gateway/session-starts.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const NEVER = new AbortController().signal;
const AT_ONCE: StartAnswered = async () => {};
const UNANSWERED: StartAnswered = async (_shard, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

/** Turns in memory, of any number of processes. */
function turnsInMemory() {
  const endsAtMs = new Map<string, number>();
  const failures: Error[] = [];
  let statements = 0;
  const statement = () => {
    statements += 1;
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const turns = strictDouble<DutyTurns>('DutyTurns', {
    take: async (name, leaseMs) => {
      statement();
      const remainingMs = (endsAtMs.get(name) ?? 0) - Date.now();
      if (remainingMs > 0) return remainingMs;
      endsAtMs.set(name, Date.now() + leaseMs);
      return 0;
    },
    endIn: async (name, ms) => {
      statement();
      endsAtMs.set(name, Date.now() + ms);
    },
  });
  return { turns, failures, statements: () => statements };
}

async function after(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Discord, with starts and answers that are differently long on their way. */
class SlowDiscord {
  readonly starts = new SessionStarts(new SandboxClock());
  private readonly answers = new Map<number, () => void>();

  constructor(maxConcurrency: number) {
    Object.assign(this.starts, { maxConcurrency, isPaced: true });
  }

  readonly answered: StartAnswered = async (shardId) => {
    await new Promise<void>((resolve) => this.answers.set(shardId, resolve));
  };

  /** @returns whether Discord took the start. */
  async identify(shardId: number, wayMs: { there: number; back: number }): Promise<boolean> {
    await after(wayMs.there);
    const isTaken = this.starts.isInPace(shardId);
    await after(wayMs.back);
    this.answers.get(shardId)?.();
    return isTaken;
  }
}

describe('the starts of sessions in several processes', () => {
  it('the starts of one bucket reach Discord five seconds apart, however long each is on its way', async () => {
    const { turns } = turnsInMemory();
    const discord = new SlowDiscord(2);
    const processes = [0, 1].map(
      () => new IdentifyThrottler(turns, new RecordingLogger(), 2, discord.answered),
    );
    const start = async (shard: number) => {
      await processes[shard < 4 ? 0 : 1]?.waitForIdentify(shard, NEVER);
      // Each second start of a bucket is long on its way, and the one after it is not.
      const there = shard % 4 < 2 ? 10 : 6_000;
      return discord.identify(shard, { there, back: 10 });
    };
    const starts = Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(start));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await starts).toEqual(Array.from({ length: 8 }, () => true));
    expect(discord.starts.outOfPace).toBe(0);
  });

  it('the starts of an only process reach Discord five seconds apart without a database', async () => {
    const discord = new SlowDiscord(1);
    const throttler = new IdentifyThrottler(null, new RecordingLogger(), 1, discord.answered);
    const start = async (shard: number) => {
      await throttler.waitForIdentify(shard, NEVER);
      return discord.identify(shard, { there: shard === 0 ? 6_000 : 10, back: 10 });
    };
    const starts = Promise.all([0, 1].map(start));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(await starts).toEqual([true, true]);
    expect(discord.starts.outOfPace).toBe(0);
  });

  it('starts that are answered at once follow each other in 5.5 seconds, with few statements', async () => {
    const { turns, statements } = turnsInMemory();
    const processes = [0, 1].map(
      () => new IdentifyThrottler(turns, new RecordingLogger(), 2, AT_ONCE),
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
    for (const bucket of [0, 1]) {
      const [first = 0, second = 0, third = 0] = timesOf(bucket);
      expect(second - first).toBeGreaterThanOrEqual(5_500);
      expect(third - second).toBeGreaterThanOrEqual(5_500);
      expect(third).toBeLessThan(11_100);
    }
    // Each of two processes asks at most once for each turn of each bucket, and each turn is ended.
    expect(statements()).toBeLessThanOrEqual(2 * 2 * 3 + 6);
  });

  it('a start that Discord never answers holds up the next one of its bucket for twenty seconds', async () => {
    const throttler = new IdentifyThrottler(null, new RecordingLogger(), 1, UNANSWERED);
    await throttler.waitForIdentify(0, NEVER);
    let isNext = false;
    const next = throttler.waitForIdentify(1, NEVER).then(() => (isNext = true));
    await jest.advanceTimersByTimeAsync(20_000);
    expect(isNext).toBe(false);
    await jest.advanceTimersByTimeAsync(5_500);
    await next;
  });

  it('a start waits until a database that fails answers again', async () => {
    const { turns, failures } = turnsInMemory();
    failures.push(busy(), busy());
    const throttler = new IdentifyThrottler(turns, new RecordingLogger(), 1, AT_ONCE);
    const waiting = throttler.waitForIdentify(0, NEVER);
    await jest.advanceTimersByTimeAsync(10_000);
    await waiting;
    expect(failures).toEqual([]);
  });

  it('a turn whose end the database does not note lasts for its whole lease', async () => {
    const { turns, failures } = turnsInMemory();
    const logger = new RecordingLogger();
    const throttler = new IdentifyThrottler(turns, logger, 1, async () => {
      failures.push(busy());
    });
    await throttler.waitForIdentify(0, NEVER);
    let isNext = false;
    const next = throttler.waitForIdentify(1, NEVER).then(() => (isNext = true));
    await jest.advanceTimersByTimeAsync(19_000);
    expect(isNext).toBe(false);
    await jest.advanceTimersByTimeAsync(1_100);
    await next;
  });

  it('a start that is no longer wanted is not waited for, and takes no turn', async () => {
    const { turns } = turnsInMemory();
    const throttler = new IdentifyThrottler(turns, new RecordingLogger(), 1, AT_ONCE);
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
