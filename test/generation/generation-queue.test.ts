import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Ending } from '../../src/generation/endings.js';
import { GenerationQueue } from '../../src/generation/generation-queue.js';
import type {
  GenerationRunner,
  TryOptions,
  TryResult,
} from '../../src/generation/generation-runner.js';
import type { ModelHealth } from '../../src/generation/model-health.js';
import type { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import type { InteractionState } from '../../src/persistence/interaction-state.js';
import { FakeClock } from '../support/fake-clock.js';
import { generation, generationIn, interactionState, OVERLOAD } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A try that has begun, and how it ends. */
interface Try extends TryOptions {
  readonly id: string;
  readonly end: (result: TryResult) => void;
}

function setUp({ concurrency = 2, concurrencyPerPerson = 1 } = {}) {
  const clock = new FakeClock();
  const tries: Try[] = [];
  const delivered: string[] = [];
  const givenUp: [string, Ending][] = [];
  const model = { averageMs: null as number | null, closedUntilMs: null as number | null };
  const runner = strictDouble<GenerationRunner>('GenerationRunner', {
    run: (id, options) =>
      new Promise((end) => {
        tries.push({ id, ...options, end });
        options.cancelled.addEventListener('abort', () => end({ kind: 'outcome' }));
        options.stopping.addEventListener('abort', () => end({ kind: 'left' }));
      }),
    giveUp: async (id, _generationId, ending) => void givenUp.push([id, ending]),
  });
  const outcomes = strictDouble<OutcomeDelivery>('OutcomeDelivery', {
    deliver: async (id) => void delivered.push(id),
  });
  let isDead = false;
  const health = strictDouble<ModelHealth>('ModelHealth', {
    get averageMs() {
      return model.averageMs;
    },
    get closedUntilMs() {
      return model.closedUntilMs !== null && model.closedUntilMs > clock.now()
        ? model.closedUntilMs
        : null;
    },
    get isDead() {
      return isDead;
    },
    mayBeAsked: () => model.closedUntilMs === null || model.closedUntilMs <= clock.now(),
  });
  const limits = { concurrency, concurrencyPerPerson, maxTries: 5 };
  const queue = new GenerationQueue(runner, outcomes, health, limits, clock);
  const begun = () => tries.map(({ id }) => id);
  const end = async (id: string, result: TryResult = { kind: 'outcome' }) => {
    tries.findLast((each) => each.id === id)?.end(result);
    await jest.advanceTimersByTimeAsync(0);
  };
  const advance = async (ms: number) => {
    clock.advance(ms);
    await jest.advanceTimersByTimeAsync(ms);
  };
  const die = () => {
    isDead = true;
  };
  return { clock, model, queue, tries, begun, end, advance, die, delivered, givenUp };
}

/** `ann1` is a request of ann, made one second before `ann2`. */
function requested(name: string, overrides: Partial<InteractionState> = {}): InteractionState {
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

describe('the queue of generations', () => {
  it('begins at once with what is woken, takes it from nobody, and shows its outcome', async () => {
    const { queue, tries, end, delivered } = setUp();
    queue.wake(requested('ann1'));
    expect(tries).toMatchObject([{ id: 'ann1', takeOver: false }]);
    await end('ann1');
    expect(delivered).toEqual(['ann1']);
  });

  it('runs no more at once than it may, in all and for one person, fair to all', async () => {
    const { queue, begun, end } = setUp({ concurrency: 2 });
    for (const name of ['ann1', 'ann2', 'ann3', 'ben4', 'ben5', 'cleo6']) {
      queue.wake(requested(name));
    }
    expect(begun()).toEqual(['ann1', 'ben4']);
    await end('ann1');
    expect(begun().slice(2)).toEqual(['cleo6']);
    await end('ben4');
    expect(begun().slice(3)).toEqual(['ann2']);
    await end('cleo6');
    expect(begun().slice(4)).toEqual(['ben5']);
    await end('ann2');
    expect(begun().slice(5)).toEqual(['ann3']);
  });

  it('lets one person have more pictures made at once where that is allowed', () => {
    const { queue, begun } = setUp({ concurrency: 3, concurrencyPerPerson: 2 });
    for (const name of ['ann1', 'ann2', 'ann3']) queue.wake(requested(name));
    expect(begun()).toEqual(['ann1', 'ann2']);
  });

  it('tells a card its place, and about when it starts', async () => {
    const { queue, model, clock, end } = setUp({ concurrency: 1 });
    for (const name of ['ann1', 'ben2', 'cleo3']) queue.wake(requested(name));
    expect(queue.progressOf('ann1')).toBeNull();
    expect(queue.progressOf('cleo3')).toEqual({ kind: 'waiting', before: 2, startsAtMs: null });
    model.averageMs = 10_000;
    expect(queue.progressOf('cleo3')).toEqual({
      kind: 'waiting',
      before: 2,
      startsAtMs: clock.now() + 20_000,
    });
    await end('ann1');
    expect(queue.progressOf('cleo3')).toMatchObject({ before: 1 });
  });

  it('repeats a try when it is due, and not before', async () => {
    const { queue, clock, begun, end, advance, delivered } = setUp();
    queue.wake(requested('ann1'));
    await end('ann1', { kind: 'again', notBeforeMs: clock.now() + 20_000 });
    expect(delivered).toEqual([]);
    await advance(19_999);
    expect(begun()).toEqual(['ann1']);
    await advance(1);
    expect(begun()).toEqual(['ann1', 'ann1']);
  });

  it('obeys after a restart the time that a row names', async () => {
    const { queue, clock, begun, advance } = setUp();
    const notBefore = new Date(clock.now() + 5_000).toISOString();
    const state = requested('ann1');
    const retry = { notBefore, failure: OVERLOAD };
    queue.wake({ ...state, generation: { ...state.generation!, retry } }, true);
    expect(begun()).toEqual([]);
    await advance(5_000);
    expect(begun()).toEqual(['ann1']);
  });

  it('asks no model that is closed, says so, and goes on by itself when it opens', async () => {
    const { queue, clock, model, begun, advance } = setUp();
    model.closedUntilMs = clock.now() + 30_000;
    queue.wake(requested('ann1'));
    expect(begun()).toEqual([]);
    expect(queue.progressOf('ann1')).toEqual({ kind: 'closed', untilMs: model.closedUntilMs });
    await advance(30_000);
    expect(begun()).toEqual(['ann1']);
  });

  it('lets nobody wait for more than ten minutes for a model that is dead', async () => {
    const { queue, clock, begun, end, advance, die, givenUp, delivered } = setUp({
      concurrency: 1,
    });
    for (const name of ['ann1', 'ben2', 'cleo3']) queue.wake(requested(name));
    await advance(5 * 60_000);
    queue.wake(
      requested('dan4', {
        generation: generation({ requestedBy: 'dan', requestedAt: clock.iso() }),
      }),
    );
    await advance(6 * 60_000);
    die();
    await end('ann1', { kind: 'outcome' });
    expect(givenUp.map(([id, { code }]) => [id, code])).toEqual([
      ['ben2', 'model.gone'],
      ['cleo3', 'model.gone'],
    ]);
    expect(delivered.toSorted()).toEqual(['ann1', 'ben2', 'cleo3']);
    expect(begun()).toEqual(['ann1', 'dan4']);
  });

  it('takes what waits out of the line when it is called off', async () => {
    const { queue, begun, end, delivered } = setUp({ concurrency: 1 });
    queue.wake(requested('ann1'));
    queue.wake(requested('ben2'));
    queue.cancel('ben2');
    await end('ann1');
    expect(begun()).toEqual(['ann1']);
    expect(delivered).toContain('ben2');
  });

  it('aborts what runs when it is called off, and lets the next begin', async () => {
    const { queue, tries, begun, advance } = setUp({ concurrency: 1 });
    queue.wake(requested('ann1'));
    queue.wake(requested('ben2'));
    queue.cancel('ann1');
    await advance(0);
    expect(tries[0]?.cancelled.aborted).toBe(true);
    expect(tries[0]?.stopping.aborted).toBe(false);
    expect(begun()).toEqual(['ann1', 'ben2']);
  });

  it('begins anew on a card only when the try that was called off there has ended', async () => {
    const { queue, tries, begun, end } = setUp({ concurrency: 2, concurrencyPerPerson: 2 });
    queue.wake(requested('ann1'));
    queue.wake(requested('ann1'));
    expect(begun()).toEqual(['ann1']);
    await end('ann1');
    expect(begun()).toEqual(['ann1', 'ann1']);
    expect(tries).toHaveLength(2);
  });

  it('shows outcomes that a former process left, without asking a model', async () => {
    const { queue, begun, advance, delivered } = setUp();
    for (const status of ['produced', 'failing', 'cancelling'] as const) {
      queue.wake(interactionState({ id: status, generation: generationIn(status) }), true);
    }
    await advance(0);
    expect(begun()).toEqual([]);
    expect(delivered).toEqual(['produced', 'failing', 'cancelling']);
  });

  it('takes over, after a start, what a dead worker ran', () => {
    const { queue, tries } = setUp();
    queue.wake(interactionState({ generation: generationIn('running') }), true);
    expect(tries).toMatchObject([{ takeOver: true }]);
  });

  it('begins nothing more once it stops, and lets what runs end', async () => {
    const { queue, begun, end, delivered } = setUp({ concurrency: 1 });
    queue.wake(requested('ann1'));
    queue.wake(requested('ben2'));
    const stopped = queue.stop(25_000);
    queue.wake(requested('cleo3'));
    await end('ann1');
    await stopped;
    expect(begun()).toEqual(['ann1']);
    expect(delivered).toEqual(['ann1']);
  });

  it('leaves to the next start what does not end within the grace', async () => {
    const { queue, tries, advance, delivered } = setUp();
    queue.wake(requested('ann1'));
    const stopped = queue.stop(25_000);
    await advance(24_999);
    expect(tries[0]?.stopping.aborted).toBe(false);
    await advance(1);
    await stopped;
    expect(tries[0]?.stopping.aborted).toBe(true);
    expect(delivered).toEqual([]);
  });

  it('does nothing at all while there is nothing to do', async () => {
    const { queue, end } = setUp();
    queue.wake(requested('ann1'));
    await end('ann1');
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the load of the queue', () => {
  it('says how many wait and run, and since when the oldest was asked for', () => {
    const { queue } = setUp({ concurrency: 1 });
    expect(queue.load).toEqual({
      isTakingWork: true,
      waiting: 0,
      running: 0,
      oldestRequestedAtMs: null,
    });
    queue.wake(requested('ann1'));
    queue.wake(requested('ben2'));
    queue.wake(requested('cat3'));
    const oldest = requested('ann1').generation?.requestedAt ?? '';
    expect(queue.load).toEqual({
      isTakingWork: true,
      waiting: 2,
      running: 1,
      oldestRequestedAtMs: Date.parse(oldest),
    });
  });

  it('says that nothing will be started once the process stops', async () => {
    const { queue } = setUp();
    await queue.stop(0);
    expect(queue.load.isTakingWork).toBe(false);
  });
});
