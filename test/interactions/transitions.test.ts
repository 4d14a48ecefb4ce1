import { describe, expect, it } from '@jest/globals';

import {
  cancel,
  claim,
  conclude,
  fail,
  produce,
  request,
  retryLater,
} from '../../src/interactions/transitions.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import {
  GENERATION_STATUSES,
  generation,
  generationIn,
  inputItem,
  interactionState,
  outputItem,
  outputKey,
  LEASE,
  OVERLOAD,
  REFUSAL,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

type From = Generation['status'] | null;
const FROM: readonly From[] = [null, ...GENERATION_STATUSES];

const NOW = '2026-11-24T12:10:00.000Z';
const ITEM = outputItem({ image: storedImage({ key: outputKey(9) }) });
const RETRY = { notBefore: '2026-11-24T12:10:20.000Z', failure: OVERLOAD };

const stateIn = (from: From) =>
  interactionState({ generation: from === null ? null : generationIn(from) });

/** Where each transition leads from each status; null: nowhere. */
const TABLE: readonly (readonly [
  string,
  (state: InteractionState) => InteractionState | null,
  Partial<Record<Generation['status'], Generation['status']>>,
])[] = [
  [
    'produce',
    (state) => (state.generation === null ? null : produce(state, TICKET.id, ITEM)),
    { running: 'produced', cancelling: 'produced', cancelled: 'produced' },
  ],
  ['retry later', (state) => retryLater(state, TICKET.id, RETRY, NOW), { running: 'requested' }],
  [
    'fail',
    (state) => fail(state, TICKET.id, OVERLOAD),
    { running: 'failing', requested: 'failing' },
  ],
  [
    'conclude',
    (state) => conclude(state),
    { produced: 'delivered', failing: 'failed', cancelling: 'cancelled' },
  ],
  ['retry later for another generation', (state) => retryLater(state, 'other', RETRY, NOW), {}],
  ['fail for another generation', (state) => fail(state, 'other', OVERLOAD), {}],
];

describe.each(TABLE)('the transition to %s', (name, transition, leadsTo) => {
  it.each(FROM)(`the transition to ${name} leads where it has to from %s`, (from) => {
    const state = stateIn(from);
    const before = structuredClone(state);
    const next = transition(state);
    expect(next?.generation?.status ?? null).toBe((from !== null && leadsTo[from]) || null);
    expect(next === null).toBe(from === null || leadsTo[from] === undefined);
    expect(state).toEqual(before);
  });
});

describe('a request', () => {
  const settings = {
    aspectRatio: '3:2',
    imageSize: '2K',
    count: 3,
    model: 'a model',
    thinkingLevel: 'high',
  };
  const source = { kind: 'output', index: 0 } as const;
  const wanted = { prompt: 'in neon', ownPrompt: 'a cat', styleKey: 'neon', source };
  const ticket = { ...TICKET, id: 'another' };

  it.each(FROM.filter((from) => from !== 'requested' && from !== 'running'))(
    'a request begins a generation anew, with the settings of the card, from %s',
    (from) => {
      const state = { ...stateIn(from), settings };
      const next = request(state, ticket, wanted);
      const made = generation({ ...ticket, ...wanted, settings });
      expect(next).toEqual({ ...state, generation: made });
    },
  );

  it.each(['requested', 'running'] as const)(
    'a request changes nothing while the generation is %s',
    (from) => {
      const state = stateIn(from);
      expect(request(state, ticket, wanted)).toBe(state);
    },
  );
});

describe('cancelling', () => {
  it.each(['requested', 'running'] as const)('a generation that is %s is cancelled', (from) => {
    const state = resultState(2, { generation: { ...generationIn(from), retry: RETRY } });
    expect(cancel(state)).toEqual({
      ...state,
      generation: { ...state.generation, status: 'cancelling', lease: null, retry: null },
    });
  });

  it.each(FROM.filter((from) => from !== 'requested' && from !== 'running'))(
    'an outcome that is there already is kept: %s',
    (from) => {
      const state = stateIn(from);
      expect(cancel(state)).toBe(state);
    },
  );
});

describe('a claim', () => {
  it('a claim counts one more attempt, and nothing else changes', () => {
    const state = interactionState({ generation: { ...generationIn('requested'), retry: RETRY } });
    expect(claim(state, LEASE)).toEqual({
      ...state,
      generation: { ...state.generation, status: 'running', lease: LEASE, attempts: 1 },
    });
  });

  it('a claim takes the place of another worker’s', () => {
    const lease = { ...LEASE, owner: 'another' };
    expect(claim(stateIn('running'), lease).generation).toEqual({
      ...generationIn('running'),
      lease,
      attempts: 2,
    });
  });
});

describe('a produced picture', () => {
  it('a picture turns the preview into the result and is what the card shows, after all others', () => {
    const input = inputItem({ image: storedImage() });
    const state = interactionState({ outputs: [input], generation: generationIn('running') });
    expect(produce(state, TICKET.id, ITEM)).toEqual({
      ...state,
      view: 'style_view',
      outputs: [input, ITEM],
      currentIndex: 1,
      generation: { ...generationIn('produced'), attempts: 1, made: 1 },
    });
  });

  it('a picture is appended wherever the person was', () => {
    const state = resultState(3, { currentIndex: 0, generation: generationIn('running') });
    const next = produce(state, TICKET.id, ITEM);
    expect(next?.outputs).toEqual([...state.outputs, ITEM]);
    expect(next?.currentIndex).toBe(3);
  });

  it('a picture that comes after the card has asked for another one is kept, and nothing else changes', () => {
    const state = resultState(2, { currentIndex: 0, generation: generationIn('running') });
    expect(produce(state, 'other', ITEM)).toEqual({ ...state, outputs: [...state.outputs, ITEM] });
  });

  it('a picture that is there already, because the answer to storing it was lost, is not added again', () => {
    const running = interactionState({ generation: generationIn('running') });
    const stored = produce(running, TICKET.id, ITEM)!;
    expect(produce(stored, TICKET.id, ITEM)).toBeNull();
    expect(produce(stored, 'other', ITEM)).toBeNull();
  });
});

describe('a failure', () => {
  it('a failure changes nothing but the generation, and says why', () => {
    const state = resultState(3, { currentIndex: 1, generation: generationIn('running') });
    expect(fail(state, TICKET.id, REFUSAL)).toEqual({
      ...state,
      generation: { ...generationIn('failing'), lease: null },
    });
  });

  it('a failure that may be repeated is counted, and says when the first one was', () => {
    const first = retryLater(stateIn('running'), TICKET.id, RETRY, NOW)?.generation;
    expect(first).toMatchObject({ failures: 1, firstFailureAt: NOW, retry: RETRY, lease: null });
    const running = interactionState({
      generation: { ...generationIn('running'), failures: 1, firstFailureAt: NOW },
    });
    const later = '2026-11-24T12:15:00.000Z';
    expect(retryLater(running, TICKET.id, RETRY, later)?.generation).toMatchObject({
      failures: 2,
      firstFailureAt: NOW,
    });
  });
});
