import { describe, expect, it } from '@jest/globals';

import { AppError } from '../../src/platform/app-error.js';
import { measuredCleanup } from '../../src/monitoring/measured-cleanup.js';
import type { OrphanSweep } from '../../src/maintenance/retention/orphan-sweep.js';
import { Cleanup } from '../../src/maintenance/retention/cleanup.js';
import type { DueRemovals } from '../../src/maintenance/retention/due-removals.js';
import type { InteractionInventory } from '../../src/persistence/interaction-inventory.js';
import { appErrorOf } from '../support/app-error-of.js';
import { FakeClock } from '../support/fake-clock.js';
import { MemoryImageStore } from '../support/memory-image-store.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { rejectionOf } from '../support/rejection-of.js';
import { INTERACTION_ID } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const BEFORE = '2026-10-25T12:00:00.000Z';
const FOUND = { id: INTERACTION_ID, imageKeys: ['a'], imageBytes: 100 };

const foundUnused: InteractionInventory['findRemovable'] = async (which) =>
  Object.hasOwn(which, 'unusedSince') ? [FOUND] : [];

function setUp(find: InteractionInventory['findRemovable'] = foundUnused) {
  const metrics = new RecordingMetrics();
  const inventory = strictDouble<InteractionInventory>('InteractionInventory', {
    findRemovable: find,
    remove: async (found) => [...found],
    eraseLog: async () => undefined,
  });
  const sweep = strictDouble<OrphanSweep>('OrphanSweep', {
    async *all() {
      yield [{ name: 'b', byteSize: 50 }];
    },
  });
  const removals = strictDouble<DueRemovals>('DueRemovals', {
    find: async (unusedSince) => [{ unusedSince: unusedSince ?? '' }],
    forgetOthers: async () => undefined,
  });
  const images = new MemoryImageStore();
  const cleanup = new Cleanup(inventory, sweep, removals, images, new FakeClock());
  return { metrics, cleanup: measuredCleanup(cleanup, metrics) };
}

describe('a measured cleanup', () => {
  it('a measured cleanup counts what it removed', async () => {
    const { metrics, cleanup } = setUp();
    const { signal } = new AbortController();
    const report = await cleanup.run({ before: BEFORE, pauseMs: 0, signal });
    expect(report).toMatchObject({ interactions: 1, orphans: 1 });
    expect(metrics.calls).toEqual([['cleanedUp', { interactions: 1, bytes: 150, orphans: 1 }]]);
  });

  it('a measured cleanup counts a failure, and throws the error on', async () => {
    const busy = new AppError({ code: 'storage.busy', retryable: true, userMessage: 'Busy.' });
    const { metrics, cleanup } = setUp(() => Promise.reject(busy));
    const { signal } = new AbortController();
    expect(await appErrorOf(cleanup.run({ before: BEFORE, pauseMs: 0, signal }))).toBe(busy);
    expect(metrics.calls).toEqual([['cleanedUp', null]]);
  });

  it('a measured cleanup counts nothing when the process stops it', async () => {
    const { metrics, cleanup } = setUp();
    await rejectionOf(cleanup.run({ before: BEFORE, pauseMs: 0, signal: AbortSignal.abort() }));
    expect(metrics.calls).toEqual([]);
  });
});
