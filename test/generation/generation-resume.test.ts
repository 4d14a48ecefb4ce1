import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GenerationResume } from '../../src/generation/generation-resume.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import type { GenerationLeases } from '../../src/persistence/generation-leases.js';
import type { UnfinishedGenerations } from '../../src/persistence/unfinished-generations.js';
import { busy } from '../support/memory-persistence.js';
import { requested } from '../support/queue-under-test.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';

const EVERY_MS = 5_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function setUp() {
  const stored = new Map<string, InteractionState>();
  const failures: Error[] = [];
  const done: string[] = [];
  const busyWith = new Set<string>();
  const batches: number[] = [];
  const unfinished = strictDouble<UnfinishedGenerations>('UnfinishedGenerations', {
    find: async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return [...stored.values()].map(({ id, guildId, generation }) => ({
        interactionId: id,
        guildId,
        status: generation!.status,
      }));
    },
    load: async (ids) => {
      batches.push(ids.length);
      return ids.map((id) => stored.get(id)!);
    },
  });
  const leases = strictDouble<GenerationLeases>('GenerationLeases', {
    endFormer: async () => void done.push('leases ended'),
  });
  const health = strictDouble<ModelHealth>('ModelHealth', {
    refresh: async () => void done.push('health known'),
  });
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    isAtWorkOn: (id) => busyWith.has(id),
    schedule: ({ id }) => void done.push(id),
    wake: () => void done.push('woken'),
  });
  const logger = new RecordingLogger();
  const resume = new GenerationResume(unfinished, leases, health, queue, logger);
  const store = (...names: string[]) => {
    for (const name of names) stored.set(name, requested(name));
  };
  return { resume, store, busyWith, done, failures, batches, logger };
}

describe('resuming generations', () => {
  it('resuming is prepared by ending what is dead and learning how the model is', async () => {
    const { resume, done } = setUp();
    await resume.prepare();
    expect(done).toEqual(['leases ended', 'health known']);
  });

  it('resuming takes up at the start what is there, and every few seconds what nobody here is at work on', async () => {
    const { resume, store, busyWith, done } = setUp();
    store('ann1');
    await resume.start();
    expect(done).toEqual(['ann1', 'health known', 'woken']);
    busyWith.add('ann1');
    store('ben2');
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(done.slice(3)).toEqual(['ben2', 'health known', 'woken']);
    resume.stop();
    store('cleo3');
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(done).toHaveLength(6);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('resuming keeps the states of a hundred interactions in memory at most', async () => {
    const { resume, store, done, batches } = setUp();
    store(...Array.from({ length: 250 }, (_, n) => `ann${n}`));
    await resume.run();
    expect(batches).toEqual([100, 100, 50]);
    expect(done.filter((each) => each.startsWith('ann'))).toHaveLength(250);
  });

  it('resuming goes on with the next look after one that failed, and only a start fails by it', async () => {
    const { resume, store, done, failures, logger } = setUp();
    failures.push(busy());
    await expect(resume.start()).rejects.toMatchObject({ code: 'storage.busy' });
    await resume.start();
    done.length = 0;
    failures.push(busy());
    store('ann1');
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(done).toEqual([]);
    expect(logger.messages('warn')).toEqual(['Could not look for generations to resume']);
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(done).toContain('ann1');
    resume.stop();
  });
});
