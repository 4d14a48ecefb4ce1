import { describe, expect, it } from '@jest/globals';

import { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { PermittedRun } from '../../src/generation/run/permitted-run.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import { FakeClock } from '../support/fake-clock.js';
import { generation, interactionState } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

/** A queue for one picture at a time, whose model never answers. */
function setUp() {
  const runs = strictDouble<PermittedRun>('PermittedRun', {
    attempt: (_id, { stopping }) =>
      new Promise((end) => {
        stopping.addEventListener('abort', () => end({ kind: 'interrupted' }));
      }),
  });
  const health = strictDouble<ModelHealth>('ModelHealth', {
    openUntilMs: null,
    isBreakerOpen: false,
    allowsCall: () => true,
  });
  const outcomes = strictDouble<OutcomeDelivery>('OutcomeDelivery', {});
  const limits = { concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 5 };
  return new GenerationQueue(runs, outcomes, health, limits, new FakeClock());
}

const requested = (id: string, requestedAt: string) =>
  interactionState({ id, generation: generation({ requestedBy: id, requestedAt }) });

describe('the load of the queue', () => {
  it('the load says how many wait and run, since when the oldest was asked for, and when the queue stops', async () => {
    const queue = setUp();
    const idle = { isTakingWork: true, waiting: 0, running: 0, oldestRequestedAtMs: null };
    expect(queue.load).toEqual(idle);
    queue.schedule(requested('ann', '2026-11-24T12:00:02.000Z'));
    queue.schedule(requested('ben', '2026-11-24T12:00:01.000Z'));
    queue.schedule(requested('cat', '2026-11-24T12:00:03.000Z'));
    const oldestRequestedAtMs = Date.parse('2026-11-24T12:00:01.000Z');
    expect(queue.load).toEqual({ isTakingWork: true, waiting: 2, running: 1, oldestRequestedAtMs });
    await queue.stop(0);
    expect(queue.load).toMatchObject({ isTakingWork: false, waiting: 2, running: 0 });
  });
});
