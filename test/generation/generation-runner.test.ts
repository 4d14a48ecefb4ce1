import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { GenerationRunner } from '../../src/generation/generation-runner.js';
import { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import type { PictureMaker } from '../../src/generation/picture-maker.js';
import type { InteractionState } from '../../src/persistence/interaction-state.js';
import { InteractionTurns } from '../../src/persistence/interaction-turns.js';
import { appErrorOf } from '../support/app-error-of.js';
import { FakeClock } from '../support/fake-clock.js';
import { gate } from '../support/gate.js';
import { blocked, RecordingCards, unavailable } from '../support/generation-doubles.js';
import { busy, MemoryPersistence } from '../support/memory-persistence.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';
import {
  generation,
  generationIn,
  INTERACTION_ID,
  interactionState,
  OTHER_INTERACTION_ID,
  outputItem,
} from '../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const REQUESTED = interactionState({ generation: generation() });

function setUp(
  make: PictureMaker['make'] = async () => outputItem(),
  state: InteractionState = REQUESTED,
) {
  const stored = new MemoryPersistence(state);
  const cards = new RecordingCards();
  const logger = new RecordingLogger();
  const clock = new FakeClock();
  const calls: Parameters<PictureMaker['make']>[] = [];
  const maker = strictDouble<PictureMaker>('PictureMaker', {
    make: (...args) => {
      calls.push(args);
      return make(...args);
    },
  });
  const turns = new InteractionTurns();
  const outcomes = new OutcomeDelivery(stored.service, turns, cards.delivery, logger);
  const runner = new GenerationRunner(stored.service, maker, outcomes, clock, logger);
  const stop = new AbortController();
  const run = (takeOver = false) => runner.run(INTERACTION_ID, { takeOver, signal: stop.signal });
  const statuses = () => stored.saved.map((each) => each.generation?.status);
  return { stored, cards, logger, clock, calls, runner, stop, run, statuses };
}

describe('a generation', () => {
  it('goes from its request to the picture on the card, each step stored before the next', async () => {
    const { stored, cards, calls, run, statuses } = setUp();
    await run();
    expect(statuses()).toEqual(['running', 'produced', 'delivered']);
    expect(stored.state.outputs).toEqual([outputItem()]);
    expect(cards.shown).toHaveLength(1);
    expect(cards.shown[0]).toMatchObject({ view: 'style_view', currentIndex: 0 });
    expect(calls).toHaveLength(1);
  });

  it('holds a lease of this process while the model works', async () => {
    const { stored, run } = setUp();
    await run();
    expect(stored.saved[0]?.generation?.lease).toEqual({
      owner: expect.any(String),
      until: '2026-11-24T12:20:00.000Z',
    });
  });

  it('that the model refuses keeps the card and says why, in the model’s words', async () => {
    const { stored, cards, run, statuses } = setUp(() => Promise.reject(blocked()));
    await run();
    expect(statuses()).toEqual(['running', 'failing', 'failed']);
    expect(stored.state).toMatchObject({ view: 'process_view', outputs: [], currentIndex: 0 });
    expect(cards.shown[0]?.generation?.failure).toEqual({
      code: 'model.blocked_prompt',
      retryable: false,
      sentence: 'The model refused this prompt.',
    });
  });

  it('that meets a defect says something true, and logs the defect', async () => {
    const defect = new TypeError('x is undefined');
    const { stored, logger, run } = setUp(() => Promise.reject(defect));
    await run();
    expect(stored.state.generation?.failure).toMatchObject({
      code: 'model.defect',
      retryable: true,
    });
    expect(stored.state.generation?.failure?.sentence).not.toContain('undefined');
    expect(logger.lines).toContainEqual({
      level: 'error',
      fields: { interactionId: INTERACTION_ID, err: defect },
      message: 'Generation met a defect',
    });
  });

  it('is paid once, though storage fails for a while after the model has answered', async () => {
    const { stored, cards, calls, run, statuses } = setUp(async () => {
      stored.failures.push(busy(), busy(), busy(), busy());
      return outputItem();
    });
    const ran = run();
    await jest.advanceTimersByTimeAsync(120_000);
    await ran;
    expect(calls).toHaveLength(1);
    expect(statuses()).toEqual(['running', 'produced', 'delivered']);
    expect(cards.shown).toHaveLength(1);
  });

  it('is paid once, though Discord fails for a while', async () => {
    const { cards, calls, run, statuses } = setUp();
    cards.failures.push(unavailable(), unavailable());
    const ran = run();
    await jest.advanceTimersByTimeAsync(120_000);
    await ran;
    expect(calls).toHaveLength(1);
    expect(statuses()).toEqual(['running', 'produced', 'delivered']);
  });

  it('is not run by two workers', async () => {
    const answer = gate();
    const { cards, calls, run } = setUp(async () => {
      await answer.opened;
      return outputItem();
    });
    const first = run();
    await jest.advanceTimersByTimeAsync(0);
    await run();
    expect(cards.shown).toEqual([]);
    answer.open();
    await first;
    expect(calls).toHaveLength(1);
    expect(cards.shown).toHaveLength(1);
  });

  it('is paid once, though the start of the process takes up what a click has just woken', async () => {
    const { calls, run } = setUp();
    await Promise.all([run(), run(true), run(true)]);
    expect(calls).toHaveLength(1);
  });

  it('of a dead worker is run when it is taken over, and not before its lease is over else', async () => {
    const running = interactionState({ generation: generationIn('running') });
    const waiting = setUp(undefined, running);
    await waiting.run(false);
    expect(waiting.calls).toEqual([]);
    waiting.clock.advance(20 * 60_000);
    await waiting.run(false);
    expect(waiting.calls).toHaveLength(1);

    const restarted = setUp(undefined, running);
    await restarted.run(true);
    expect(restarted.statuses()).toEqual(['running', 'produced', 'delivered']);
  });

  it.each(['produced', 'failing'] as const)(
    'that was %s before the restart is delivered without another model call',
    async (status) => {
      const { cards, calls, run } = setUp(
        undefined,
        interactionState({ generation: generationIn(status) }),
      );
      await run(true);
      expect(calls).toEqual([]);
      expect(cards.shown).toHaveLength(1);
    },
  );

  it('is left as it is when the process stops while the model works', async () => {
    const { stored, cards, stop, run } = setUp(async (_state, _generation, signal) => {
      stop.abort(new Error('the process is stopping'));
      signal.throwIfAborted();
      return outputItem();
    });
    await expect(run()).rejects.toThrow('stopping');
    expect(stored.state.generation?.status).toBe('running');
    expect(cards.shown).toEqual([]);
  });

  it('keeps what it made when the card asks for something else meanwhile', async () => {
    const { stored, run } = setUp(async () => {
      stored.state = { ...stored.state, version: stored.state.version + 1, currentPrompt: 'new' };
      return outputItem();
    });
    await run();
    expect(stored.state).toMatchObject({ currentPrompt: 'new', outputs: [outputItem()] });
  });

  it('of an interaction that is gone ends with that error', async () => {
    const { runner, stop } = setUp();
    const running = runner.run(OTHER_INTERACTION_ID, { takeOver: false, signal: stop.signal });
    expect((await appErrorOf(running)).code).toBe('state.not_found');
  });
});
