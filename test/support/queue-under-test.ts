import { AsyncLocalStorage } from 'node:async_hooks';

import { jest } from '@jest/globals';

import type { FailureKind } from '../../src/interactions/failure-kinds.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import type { AttemptOptions } from '../../src/generation/run/generation-run.js';
import type { PermittedRun, RunResult } from '../../src/generation/run/permitted-run.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { FakeClock } from './fake-clock.js';
import { generation, interactionState } from './states.js';
import { strictDouble } from './strict-double.js';

/** An attempt that has begun, and how it ends. */
interface Attempt extends AttemptOptions {
  readonly id: string;
  readonly end: (result: RunResult) => void;
}

/** Runs what a test does as a part of a click, as tracing does. */
export const clicks = new AsyncLocalStorage<string>();

/**
 * A queue of generations among doubles, on a clock that the test moves. Attempts end when they are
 * cancelled or the queue stops, unless they do not `obey`. Outcomes reach their cards once `shown`
 * resolves.
 */
export function queueUnderTest({
  concurrency = 2,
  concurrencyPerPerson = 1,
  obey = true,
  shown = Promise.resolve(),
} = {}) {
  const clock = new FakeClock();
  const attempts: Attempt[] = [];
  const delivered: string[] = [];
  const givenUp: [string, FailureKind][] = [];
  /** The click that each attempt and each generation given up was a part of. */
  const begunIn: (string | undefined)[] = [];
  const model = { averageMs: null as number | null, openUntilMs: null as number | null };
  const runs = strictDouble<PermittedRun>('PermittedRun', {
    attempt: (id, options) =>
      new Promise((end) => {
        attempts.push({ id, ...options, end });
        begunIn.push(clicks.getStore());
        if (!obey) return;
        options.cancelled.addEventListener('abort', () => end({ kind: 'outcome' }));
        options.stopping.addEventListener('abort', () => end({ kind: 'interrupted' }));
      }),
    giveUp: async (id, _generationId, kind) => {
      givenUp.push([id, kind]);
      begunIn.push(clicks.getStore());
    },
  });
  const outcomes = strictDouble<OutcomeDelivery>('OutcomeDelivery', {
    deliver: async (id) => {
      delivered.push(id);
      await shown;
    },
  });
  let isBreakerOpen = false;
  const health = strictDouble<ModelHealth>('ModelHealth', {
    get averageMs() {
      return model.averageMs;
    },
    get openUntilMs() {
      return model.openUntilMs !== null && model.openUntilMs > clock.now()
        ? model.openUntilMs
        : null;
    },
    get isBreakerOpen() {
      return isBreakerOpen;
    },
    allowsCall: () => model.openUntilMs === null || model.openUntilMs <= clock.now(),
  });
  const limits = { concurrency, concurrencyPerPerson, maxAttempts: 5 };
  const queue = new GenerationQueue(runs, outcomes, health, limits, clock);
  const begun = () => attempts.map(({ id }) => id);
  const end = async (id: string, result: RunResult = { kind: 'outcome' }) => {
    attempts.findLast((each) => each.id === id)?.end(result);
    await jest.advanceTimersByTimeAsync(0);
  };
  const advance = async (ms: number) => {
    clock.advance(ms);
    await jest.advanceTimersByTimeAsync(ms);
  };
  const die = () => {
    isBreakerOpen = true;
  };
  return { clock, model, queue, attempts, begun, begunIn, end, advance, die, delivered, givenUp };
}

/** `ann1` is a request of ann, made one second before `ann2`. */
export function requested(
  name: string,
  overrides: Partial<InteractionState> = {},
): InteractionState {
  const seconds = String(Number(/\d+$/.exec(name)?.[0])).padStart(2, '0');
  return interactionState({
    id: name,
    generation: generation({
      id: `generation of ${name}`,
      requestedBy: name.replace(/\d+$/, ''),
      requestedAt: `2026-11-24T12:00:${seconds}.000Z`,
    }),
    ...overrides,
  });
}
