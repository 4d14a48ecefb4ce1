import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { EndedGenerations } from '../../src/generation/ended-generations.js';
import { OutcomeDelivery } from '../../src/generation/outcome-delivery.js';
import type { Reservations } from '../../src/generation/spending/reservations.js';
import { KeyedMutex } from '../../src/platform/keyed-mutex.js';
import type { Generation } from '../../src/interactions/generation.js';
import { produce } from '../../src/interactions/transitions.js';
import { gate } from '../support/gate.js';
import { RecordingCards, unavailable, undeliverable } from '../support/generation-doubles.js';
import { busy, conflict, MemoryPersistence } from '../support/memory-persistence.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { strictDouble } from '../support/strict-double.js';
import {
  generationIn,
  INTERACTION_ID,
  OTHER_INTERACTION_ID,
  outputItem,
  outputKey,
  REFUSAL,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function setUp(status: Generation['status']) {
  const stored = new MemoryPersistence(resultState(1, { generation: generationIn(status) }));
  const cards = new RecordingCards();
  const mutex = new KeyedMutex();
  const logger = new RecordingLogger();
  const metrics = new RecordingMetrics();
  const freed: string[] = [];
  const reservations = strictDouble<Reservations>('Reservations', {
    end: async ({ id }) => void freed.push(id),
  });
  const ended = new EndedGenerations(reservations, metrics);
  const delivery = new OutcomeDelivery(stored.service, mutex, cards.delivery, ended, logger);
  const stop = new AbortController();
  const deliver = () => delivery.deliver(INTERACTION_ID, stop.signal);
  return { stored, cards, mutex, logger, metrics, freed, stop, delivery, deliver };
}

describe('the delivery of an outcome', () => {
  it('what a generation reserved and did not use is free before its card shows the outcome', async () => {
    const { deliver, freed, cards } = setUp('failing');
    cards.failures.push(unavailable());
    void deliver();
    await jest.advanceTimersByTimeAsync(0);
    expect(freed).toEqual([TICKET.id]);
    expect(cards.shown).toEqual([]);
  });

  it.each([
    ['produced', 'delivered'],
    ['failing', 'failed'],
    ['cancelling', 'cancelled'],
  ] as const)(
    'the delivery shows what was %s on the card, then says so in the row',
    async (from, to) => {
      const { stored, cards, deliver } = setUp(from);
      await deliver();
      expect(cards.shown.map(({ generation }) => generation?.status)).toEqual([to]);
      expect(stored.state.generation?.status).toBe(to);
    },
  );

  it.each([
    ['produced', 'delivered', null],
    ['failing', 'failed', REFUSAL.code],
    ['cancelling', 'cancelled', null],
  ] as const)('the delivery counts what was %s once, as %s', async (from, status, code) => {
    const { metrics, deliver } = setUp(from);
    await deliver();
    await deliver();
    const { requestedAt } = TICKET;
    expect(metrics.calls).toEqual([['generationEnded', { status, code, requestedAt }]]);
  });

  it('a picture that comes while its cancellation is shown is not taken for shown', async () => {
    const { stored, cards, deliver } = setUp('cancelling');
    cards.meanwhile = () => {
      const late = outputItem({ image: { ...storedImage(), key: outputKey(9) } });
      stored.state = produce(stored.state, TICKET.id, late)!;
    };
    await deliver();
    expect(stored.state.generation?.status).toBe('produced');
    await deliver();
    expect(cards.shown.map(({ outputs }) => outputs.length)).toEqual([1, 2]);
    expect(stored.state.generation?.status).toBe('delivered');
  });

  it('the delivery happens once', async () => {
    const { stored, cards, deliver } = setUp('produced');
    await Promise.all([deliver(), deliver()]);
    await deliver();
    expect(cards.shown).toHaveLength(1);
    expect(stored.saved).toHaveLength(1);
  });

  it.each(['requested', 'running', 'delivered', 'failed', 'cancelled'] as const)(
    'the delivery does nothing where the generation is %s',
    async (status) => {
      const { stored, cards, deliver } = setUp(status);
      await deliver();
      expect(cards.shown).toEqual([]);
      expect(stored.saved).toEqual([]);
    },
  );

  it('the delivery is over when the card cannot be edited any more, and the output is kept', async () => {
    const { stored, cards, logger, deliver } = setUp('produced');
    cards.failures.push(undeliverable());
    await deliver();
    expect(stored.state.generation?.status).toBe('delivered');
    expect(stored.state.outputs).toHaveLength(1);
    expect(logger.messages('warn')).toEqual(['Card could not be edited']);
  });

  it('the delivery is attempted until Discord works again', async () => {
    const { stored, cards, deliver } = setUp('produced');
    cards.failures.push(unavailable(), unavailable(), unavailable());
    const delivered = deliver();
    await jest.advanceTimersByTimeAsync(60_000);
    await delivered;
    expect(cards.shown).toHaveLength(1);
    expect(stored.state.generation?.status).toBe('delivered');
  });

  it('the delivery is made another way once Discord has failed for minutes', async () => {
    const { cards, deliver } = setUp('produced');
    cards.failures.push(...Array.from({ length: 12 }, unavailable));
    const beganMs = Date.now();
    const delivered = deliver().then(() => Date.now() - beganMs);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(await delivered).toBeGreaterThan(150_000);
    expect(cards.anyWay).toEqual([...Array<boolean>(11).fill(false), true, true]);
  });

  it('the delivery is attempted until storage works again, showing the same card again at worst', async () => {
    const { stored, cards, deliver } = setUp('failing');
    stored.failures.push(busy(), busy());
    const delivered = deliver();
    await jest.advanceTimersByTimeAsync(60_000);
    await delivered;
    expect(cards.shown.map(({ generation }) => generation?.status)).toEqual(['failed']);
    expect(stored.state.generation?.status).toBe('failed');
  });

  it('the delivery makes another attempt at its row when somebody else changed it meanwhile', async () => {
    const { stored, deliver } = setUp('produced');
    const load = stored.service.load.bind(stored.service);
    stored.service.load = async (id) => {
      const state = await load(id);
      stored.failures.push(conflict());
      stored.service.load = load;
      return state;
    };
    const delivered = deliver();
    await jest.advanceTimersByTimeAsync(60_000);
    await delivered;
    expect(stored.state.generation?.status).toBe('delivered');
  });

  it('the delivery waits for the mutex while a click on the same card holds it', async () => {
    const { cards, mutex, deliver } = setUp('produced');
    const click = gate();
    const clicked = mutex.run(INTERACTION_ID, () => click.opened);
    const delivered = deliver();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(cards.shown).toEqual([]);
    click.open();
    await clicked;
    await delivered;
    expect(cards.shown).toHaveLength(1);
  });

  it('the delivery is left to the next start when the process stops', async () => {
    const { stored, cards, logger, stop, deliver } = setUp('produced');
    cards.failures.push(...Array.from({ length: 100 }, unavailable));
    const ended = deliver();
    await jest.advanceTimersByTimeAsync(60_000);
    stop.abort(new Error('the process is stopping'));
    await ended;
    expect(logger.messages('info')).toEqual(['Outcome left for later']);
    expect(stored.state.generation?.status).toBe('produced');
  });

  it('the delivery of an interaction that was removed ends, and shows nothing', async () => {
    const { delivery, stop, logger } = setUp('produced');
    await delivery.deliver(OTHER_INTERACTION_ID, stop.signal);
    expect(logger.messages('error')).toEqual([]);
  });

  it('the delivery asks again where Discord never says anything, and gives the mutex back meanwhile', async () => {
    const { stored, cards, mutex, deliver } = setUp('produced');
    const silence = new Promise<void>(() => undefined);
    let calls = 0;
    cards.delivery.deliver = async () => {
      calls += 1;
      if (calls === 1) await silence;
    };
    const delivered = deliver();
    await jest.advanceTimersByTimeAsync(0);
    let isFree = false;
    const next = mutex.run(INTERACTION_ID, async () => {
      isFree = true;
    });
    await jest.advanceTimersByTimeAsync(1_199_000);
    expect([calls, isFree]).toEqual([1, false]);
    await jest.advanceTimersByTimeAsync(60_000);
    await Promise.all([delivered, next]);
    expect(calls).toBe(2);
    expect(stored.state.generation?.status).toBe('delivered');
  });
});
