import { describe, expect, it } from '@jest/globals';

import { claim, conclude, fail, produce } from '../../src/generation/transitions.js';
import type { Generation, InteractionState } from '../../src/persistence/interaction-state.js';
import {
  generation,
  generationIn,
  inputItem,
  interactionState,
  outputItem,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

type From = Generation['status'] | null;
const FROM: readonly From[] = [
  null,
  'requested',
  'running',
  'produced',
  'delivered',
  'failing',
  'failed',
];

const NOW = '2026-11-24T12:10:00.000Z';
const LEASE = { owner: 'process 2', until: '2026-11-24T12:30:00.000Z' };
const ITEM = outputItem();
const FAILURE = { code: 'model.quota', retryable: true, sentence: 'No more today.' };

const stateIn = (from: From) =>
  interactionState({ generation: from === null ? null : generationIn(from) });

/** Where each transition leads from each status; null: nowhere. */
const TABLE: readonly (readonly [
  string,
  (state: InteractionState) => InteractionState | null,
  Partial<Record<Generation['status'], Generation['status']>>,
])[] = [
  ['claim', (state) => claim(state, LEASE, NOW, false), { requested: 'running' }],
  [
    'claim by takeover',
    (state) => claim(state, LEASE, NOW, true),
    { requested: 'running', running: 'running' },
  ],
  ['produce', (state) => produce(state, TICKET.id, ITEM), { running: 'produced' }],
  ['fail', (state) => fail(state, TICKET.id, FAILURE), { running: 'failing' }],
  ['conclude', (state) => conclude(state), { produced: 'delivered', failing: 'failed' }],
  ['produce for another generation', (state) => produce(state, 'other', ITEM), {}],
  ['fail for another generation', (state) => fail(state, 'other', FAILURE), {}],
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

const leasedUntil = (until: string) =>
  interactionState({
    generation: generation({ status: 'running', lease: { owner: 'process 1', until } }),
  });

describe('a claim', () => {
  it('holds a lease', () => {
    expect(claim(stateIn('requested'), LEASE, NOW, false)?.generation?.lease).toEqual(LEASE);
  });

  it('takes nothing over from its own process, whose worker is alive', () => {
    const state = interactionState({
      generation: generation({ status: 'running', lease: { ...LEASE, until: NOW } }),
    });
    expect(claim(state, LEASE, NOW, true)).toBeNull();
  });

  it('is refused while another worker’s lease runs', () => {
    expect(claim(leasedUntil('2026-11-24T12:10:00.001Z'), LEASE, NOW, false)).toBeNull();
  });

  it('is granted once that has run out, or the worker is known to be dead', () => {
    for (const [until, takeOver] of [
      [NOW, false],
      ['2026-11-24T12:09:59.999Z', false],
      ['2026-11-24T13:00:00.000Z', true],
    ] as const) {
      expect(claim(leasedUntil(until), LEASE, NOW, takeOver)?.generation?.lease).toEqual(LEASE);
    }
  });

  it('is granted where a running generation has no lease at all', () => {
    const state = interactionState({ generation: generation({ status: 'running' }) });
    expect(claim(state, LEASE, NOW, false)?.generation?.lease).toEqual(LEASE);
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
      generation: generation({ status: 'produced' }),
    });
  });

  it('is appended wherever the person was', () => {
    const state = resultState(3, { currentIndex: 0, generation: generationIn('running') });
    const next = produce(state, TICKET.id, ITEM);
    expect(next?.outputs).toEqual([...state.outputs, ITEM]);
    expect(next?.currentIndex).toBe(3);
  });
});

describe('a failure', () => {
  it('changes nothing but the generation, and says why', () => {
    const state = resultState(3, { currentIndex: 1, generation: generationIn('running') });
    expect(fail(state, TICKET.id, FAILURE)).toEqual({
      ...state,
      generation: generation({ status: 'failing', failure: FAILURE }),
    });
  });
});
