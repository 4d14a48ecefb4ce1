import { describe, expect, it } from '@jest/globals';

import { toldOutputs } from '../../src/interactions/batch.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { cancel, claim, conclude, fail, produce } from '../../src/interactions/transitions.js';
import {
  generation,
  inputItem,
  interactionState,
  LEASE,
  making,
  outputItem,
  outputKey,
  OVERLOAD,
  REFUSAL,
  storedImage,
  TICKET,
} from '../support/states.js';

const FOUR = { ...AUTOMATIC_SETTINGS, count: 4 };
const input = inputItem({ image: storedImage() });

/** A preview that asked for four pictures. */
const asked = (overrides: Partial<Generation> = {}) =>
  interactionState({
    outputs: [input],
    generation: generation({ settings: FOUR, ...overrides }),
  });

const picture = (n: number) =>
  outputItem({
    image: storedImage({ key: outputKey(n) }),
    making: making({ settings: FOUR, batch: TICKET.id }),
  });

type Step = (state: InteractionState) => InteractionState | null;

const makes =
  (n: number): Step =>
  (state) =>
    produce(claim(state, LEASE), TICKET.id, picture(n));
const loses: Step = (state) => fail(claim(state, LEASE), TICKET.id, OVERLOAD, 'this_picture');
const ends: Step = (state) => fail(claim(state, LEASE), TICKET.id, REFUSAL);

function after(...steps: readonly Step[]): InteractionState {
  return steps.reduce<InteractionState>((state, step) => {
    const next = step(state);
    if (next === null) throw new Error('the step leads nowhere');
    return next;
  }, asked());
}

describe('a generation of several pictures', () => {
  it('a generation of several pictures is requested again after each but the last, and the card stays as it is', () => {
    const state = after(makes(1));
    expect(state).toEqual({
      ...asked({ made: 1 }),
      outputs: [input, picture(1)],
    });
    expect(toldOutputs(state)).toEqual([input]);
  });

  it('the next picture of a generation has all of its attempts', () => {
    const { generation: before } = asked({
      failures: 3,
      firstFailureAt: OVERLOAD.code,
      attempts: 4,
    });
    const next = makes(1)({ ...asked(), generation: before });
    expect(next?.generation).toMatchObject({ attempts: 0, failures: 0, firstFailureAt: null });
  });

  it('the last picture of a generation brings all of them, first on one contact sheet', () => {
    const state = after(makes(1), makes(2), makes(3), makes(4));
    expect(state).toMatchObject({ view: 'style_view', currentIndex: 1, showsSheet: true });
    expect(state.generation).toMatchObject({ status: 'produced', made: 4, lost: [] });
    expect(state.outputs.slice(1)).toEqual([1, 2, 3, 4].map(picture));
    expect(toldOutputs(state)).toBe(state.outputs);
  });

  it.each([
    ['the first', [loses, makes(1), makes(2), makes(3)]],
    ['one in between', [makes(1), loses, makes(2), makes(3)]],
    ['the last', [makes(1), makes(2), makes(3), loses]],
  ])('a generation keeps the other pictures where %s fails, and says why', (_which, steps) => {
    const state = after(...steps);
    expect(state.generation).toMatchObject({ status: 'produced', made: 3, lost: [OVERLOAD] });
    expect(state).toMatchObject({ view: 'style_view', currentIndex: 1, showsSheet: true });
  });

  it('a generation ends with what it has where the model need not be asked again', () => {
    const state = after(makes(1), ends);
    expect(state.generation).toMatchObject({ status: 'produced', made: 1, lost: [REFUSAL] });
    expect(state).toMatchObject({ view: 'style_view', currentIndex: 1, showsSheet: false });
  });

  it('a generation fails where every picture of it does', () => {
    const state = after(loses, loses, loses, loses);
    expect(state.generation).toMatchObject({ status: 'failing', made: 0, failure: OVERLOAD });
    expect(state.view).toBe('process_view');
  });

  it('cancelling stops the rest, and shows what was made', () => {
    const state = cancel(after(makes(1), makes(2)));
    expect(state.generation).toMatchObject({ status: 'cancelling', made: 2 });
    expect(state).toMatchObject({ view: 'style_view', currentIndex: 1, showsSheet: true });
    expect(conclude(state)?.generation?.status).toBe('cancelled');
    expect(cancel(asked()).view).toBe('process_view');
  });

  it('a picture that comes after the cancellation is kept with the others, and no more is asked for', () => {
    const cancelled = cancel(claim(after(makes(1)), LEASE));
    const state = produce(cancelled, TICKET.id, picture(2));
    expect(state?.generation).toMatchObject({ status: 'produced', made: 2 });
    expect(state).toMatchObject({ currentIndex: 1, showsSheet: true });
  });
});
