import { describe, expect, it } from '@jest/globals';

import {
  conclude,
  fail,
  isOutcomeDue,
  produce,
  retryLater,
} from '../../src/interactions/transitions.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import {
  GENERATION_STATUSES,
  generationIn,
  inputItem,
  interactionState,
  outputItem,
  OVERLOAD,
  REFUSAL,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

type From = Generation['status'] | null;
const FROM: readonly From[] = [null, ...GENERATION_STATUSES];

const NOW = '2026-11-24T12:10:00.000Z';
const ITEM = outputItem();
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
  ['try later', (state) => retryLater(state, TICKET.id, RETRY, NOW), { running: 'requested' }],
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
  ['try later for another generation', (state) => retryLater(state, 'other', RETRY, NOW), {}],
  ['fail for another generation', (state) => fail(state, 'other', OVERLOAD), {}],
];

describe.each(TABLE)('%s', (_name, transition, leadsTo) => {
  it.each(FROM)('from %s', (from) => {
    const state = stateIn(from);
    const before = structuredClone(state);
    const next = transition(state);
    expect(next?.generation?.status ?? null).toBe((from !== null && leadsTo[from]) || null);
    expect(next === null).toBe(from === null || leadsTo[from] === undefined);
    expect(state).toEqual(before);
  });
});

describe('a produced picture', () => {
  it('turns the preview into the result and is what the card shows, after all others', () => {
    const input = inputItem({ image: storedImage() });
    const state = interactionState({ outputs: [input], generation: generationIn('running') });
    expect(produce(state, TICKET.id, ITEM)).toEqual({
      ...state,
      view: 'style_view',
      outputs: [input, ITEM],
      currentIndex: 1,
      generation: { ...generationIn('produced'), attempts: 1 },
    });
  });

  it('is appended wherever the person was', () => {
    const state = resultState(3, { currentIndex: 0, generation: generationIn('running') });
    const next = produce(state, TICKET.id, ITEM);
    expect(next?.outputs).toEqual([...state.outputs, ITEM]);
    expect(next?.currentIndex).toBe(3);
  });
});

describe('a picture that comes after the card has asked for another one', () => {
  it('is kept as an output, and nothing else changes', () => {
    const state = resultState(2, { currentIndex: 0, generation: generationIn('running') });
    expect(produce(state, 'other', ITEM)).toEqual({ ...state, outputs: [...state.outputs, ITEM] });
  });
});

describe('a failure', () => {
  it('changes nothing but the generation, and says why', () => {
    const state = resultState(3, { currentIndex: 1, generation: generationIn('running') });
    expect(fail(state, TICKET.id, REFUSAL)).toEqual({
      ...state,
      generation: { ...generationIn('failing'), lease: null },
    });
  });
});

describe('a try that may be repeated', () => {
  it('is counted, and says when the trouble began', () => {
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

describe('an outcome', () => {
  it.each(GENERATION_STATUSES)('is due or not where the generation is %s', (status) => {
    const due = ['produced', 'failing', 'cancelling'].includes(status);
    expect(isOutcomeDue(stateIn(status))).toBe(due);
  });
});
