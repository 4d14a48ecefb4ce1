import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { GenerationProgress } from '../../src/interactions/generation-progress.js';
import type { GenerationQueue } from '../../src/generation/generation-queue.js';
import { ProgressDisplay } from '../../src/generation/progress-display.js';
import { KeyedMutex } from '../../src/platform/keyed-mutex.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { RecordingCards, unavailable } from '../support/generation-doubles.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { generation, generationIn, interactionState, OVERLOAD } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const place = (before: number): GenerationProgress => ({
  kind: 'waiting',
  before,
  startsInMs: null,
});

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);

const clicks = new AsyncLocalStorage<string>();

function setUp() {
  const states = new Map<string, InteractionState>();
  const places = new Map<string, GenerationProgress>();
  const events = new EventEmitter<{ change: [] }>();
  const queue = strictDouble<GenerationQueue>('GenerationQueue', {
    events,
    progressOf: (id) => places.get(id) ?? null,
    get interactionIds() {
      return [...states.keys()];
    },
  });
  /** The click that each load was a part of. */
  const loads: (string | undefined)[] = [];
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    find: async (id) => {
      loads.push(clicks.getStore());
      return states.get(id) ?? interactionState({ id });
    },
  });
  const cards = new RecordingCards();
  const logger = new RecordingLogger();
  const turns = new KeyedMutex();
  const display = new ProgressDisplay(queue, persistence, turns, cards.delivery, logger);
  display.start();
  const wait = (id: string, progress: GenerationProgress | null) => {
    states.set(id, interactionState({ id, generation: generation() }));
    if (progress) places.set(id, progress);
    else places.delete(id);
    events.emit('change');
  };
  return { display, states, events, cards, logger, wait, loads };
}

describe('the progress on cards', () => {
  it('the progress is shown five seconds after something has changed, not at once', async () => {
    const { cards, wait } = setUp();
    wait('one', place(3));
    await seconds(4.9);
    expect(cards.progress).toEqual([]);
    await seconds(0.1);
    expect(cards.progress).toEqual([place(3)]);
  });

  it('the progress is shown every five seconds at most, however often it changes', async () => {
    const { cards, wait } = setUp();
    for (const before of [9, 8, 7, 6, 5, 4]) {
      wait('one', place(before));
      await seconds(2);
    }
    expect(cards.progress).toEqual([place(7), place(4)]);
  });

  it('the progress is shown only when it changed', async () => {
    const { cards, events, wait } = setUp();
    wait('one', place(3));
    await seconds(5);
    for (let n = 0; n < 10; n += 1) {
      events.emit('change');
      await seconds(5);
    }
    expect(cards.progress).toHaveLength(1);
  });

  it('the progress tells once that a picture is being made, and once for each attempt', async () => {
    const { cards, states, events } = setUp();
    const becomes = async (made: Partial<InteractionState>) => {
      states.set('one', interactionState({ id: 'one', ...made }));
      events.emit('change');
      await seconds(5);
    };
    await becomes({ generation: generationIn('running') });
    await becomes({ generation: generationIn('running') });
    const retry = { notBefore: '2026-11-24T12:00:20.000Z', failure: OVERLOAD };
    await becomes({ generation: generation({ retry, failures: 1 }) });
    await becomes({ generation: { ...generationIn('running'), failures: 1 } });
    expect(cards.progress).toHaveLength(3);
    await becomes({ generation: generationIn('produced') });
    expect(cards.progress).toHaveLength(3);
  });

  it('the progress edits five cards in a round at most, and the others in the next', async () => {
    const { cards, wait } = setUp();
    for (let n = 0; n < 7; n += 1) wait(`card ${n}`, place(n));
    await seconds(5);
    expect(cards.progress).toHaveLength(5);
    await seconds(5);
    expect(cards.progress).toHaveLength(7);
  });

  it('the progress costs nothing for those who stand far back', async () => {
    const { wait, loads } = setUp();
    for (let n = 0; n < 500; n += 1) wait(`card ${n}`, place(n));
    await seconds(30);
    expect(loads.length).toBeLessThanOrEqual(6 * 20);
  });

  it('the progress of other people’s cards is no part of the click that changed the queue', async () => {
    const fake = setTimeout;
    // Node's timers belong to whoever sets them; jest's do not.
    const timers = jest.spyOn(globalThis, 'setTimeout');
    timers.mockImplementation((work, ms) => fake(AsyncResource.bind(work), ms));
    const { loads, wait } = setUp();
    for (let n = 0; n < 7; n += 1)
      clicks.run(`click of person ${n}`, () => wait(`card of person ${n}`, place(n)));
    await seconds(10);
    expect(loads.length).toBeGreaterThan(7);
    expect(new Set(loads)).toEqual(new Set([undefined]));
  });

  it('progress that cannot be shown disturbs nobody', async () => {
    const { cards, logger, wait } = setUp();
    cards.failures.push(unavailable());
    wait('one', place(3));
    wait('two', place(4));
    await seconds(5);
    expect(cards.progress).toEqual([place(4)]);
    expect(logger.messages('debug')).toContain('Progress could not be shown');
  });

  it('the progress asks for no work while nothing changes, and ends', async () => {
    const { display, wait } = setUp();
    wait('one', place(1));
    await seconds(5);
    expect(jest.getTimerCount()).toBe(0);
    wait('two', place(2));
    display.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
