import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ServedShards } from '../../../../src/bot/gateway/shards/served-shards.js';
import type { ShardDuties } from '../../../../src/bot/gateway/shards/shard-duties.js';
import { ShardHandover } from '../../../../src/bot/gateway/shards/shard-handover.js';
import type { DutySuccession } from '../../../../src/persistence/duty-succession.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const NEVER = new AbortController().signal;

function setUp(succession: Partial<DutySuccession>) {
  const done: string[] = [];
  const served = new ServedShards(null, false);
  const logger = new RecordingLogger();
  const duties = strictDouble<ShardDuties>('ShardDuties', {
    names: ['shard 0'],
    letGo: async () => void done.push('let go'),
  });
  const handover = new ShardHandover(
    duties,
    strictDouble<DutySuccession>('DutySuccession', {
      signOff: async (names, to) => void done.push(`signed off ${names.join(' ')} for ${to}`),
      ...succession,
    }),
    served,
    logger,
  );
  return { handover, done, served, logger };
}

describe('the handover of shards', () => {
  it('the handover waits until the next process answers, and both know of each other meanwhile', async () => {
    let isReady = false;
    const { handover, done, served } = setUp({
      successorFor: async () => 'the next',
      handOver: async () => true,
      isReady: async () => isReady,
    });
    const handedOver = handover.handOver(60_000, 100_000).then(() => done.push('handed over'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(done).toEqual(['let go']);
    expect(served.hasCompany).toBe(true);
    isReady = true;
    await jest.advanceTimersByTimeAsync(500);
    await handedOver;
    await handover.signOff();
    expect(done).toEqual(['let go', 'handed over', 'signed off shard 0 for the next']);
  });

  it('the handover ends after its time, even if the next process never answers', async () => {
    const { handover, logger } = setUp({
      successorFor: async () => 'the next',
      handOver: async () => true,
      isReady: async () => false,
    });
    const handedOver = handover.handOver(5_000, 100_000);
    await jest.advanceTimersByTimeAsync(5_000);
    await handedOver;
    expect(logger.messages('warn')).toEqual(['The next process was not ready in time']);
  });

  it('the handover keeps the shards where nobody waits for them, or the database fails', async () => {
    const alone = setUp({ successorFor: async () => null });
    await alone.handover.handOver(60_000, 100_000);
    await alone.handover.signOff();
    const failing = setUp({ successorFor: () => Promise.reject(busy()) });
    await failing.handover.handOver(60_000, 100_000);
    expect([alone.done, failing.done]).toEqual([[], []]);
    expect(failing.logger.messages('warn')).toEqual(['Shards could not be handed over']);
  });

  it('the next process waits until the former one has ended, and asks again where the database fails', async () => {
    const answers = [true, true, false];
    const failures = [null, busy()];
    const { handover, served } = setUp({
      isFormerAtWork: async () => {
        const failure = failures.shift();
        if (failure) throw failure;
        return answers.shift() ?? false;
      },
    });
    const former = await handover.formerProcess();
    expect(served.hasCompany).toBe(true);
    const ended = former?.ended(NEVER);
    await jest.advanceTimersByTimeAsync(2_000);
    await ended;
    expect(served.hasCompany).toBe(false);
    expect(await setUp({ isFormerAtWork: async () => false }).handover.formerProcess()).toBeNull();
  });
});
