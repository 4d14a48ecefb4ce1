import { describe, expect, it } from '@jest/globals';
import { ButtonStyle } from 'discord-api-types/v10';

import { restoreView } from '../../src/views/restore-view.js';
import type { Generation } from '../../src/interactions/generation.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import {
  generation,
  generationIn,
  GENERATION_STATUSES,
  interactionState,
  OVERLOAD,
  REFUSAL,
  resultState,
  TICKET,
} from '../support/states.js';

const ANOTHER = { ...TICKET, id: 'another' };

/** Both kinds of card, in a state that has this generation. */
const cardsWith = (made: Generation | null): InteractionState[] => [
  interactionState({ generation: made }),
  resultState(2, { generation: made }),
];

const failed = generation({
  status: 'failed',
  prompt: 'in neon',
  styleKey: 'neon',
  source: { kind: 'output', index: 0 },
  attempts: 3,
  failures: 2,
  firstFailureAt: '2026-11-24T12:00:00.000Z',
  failure: OVERLOAD,
});

const componentsOf = (state: InteractionState) =>
  restoreView(state)
    .render()
    .rows.flatMap((row) => row.components);

const nameOf = (component: object) =>
  'custom_id' in component ? String(component.custom_id).split(':', 1).join() : '';

const buttons = (state: InteractionState) =>
  componentsOf(state).flatMap((each) => ('label' in each ? [`${each.label} ${each.style}`] : []));

describe('every state of a card', () => {
  it.each([null, ...GENERATION_STATUSES])(
    'every state of a card has exactly one primary button, which is on: %s',
    (status) => {
      const failures = [REFUSAL, OVERLOAD, { ...REFUSAL, promptIsReason: false }];
      const made = status && generationIn(status);
      const generations = made?.failure
        ? failures.map((failure) => ({ ...made, failure }))
        : [made];
      for (const state of generations.flatMap(cardsWith)) {
        const primary = componentsOf(state).filter(
          (each) => 'style' in each && each.style === ButtonStyle.Primary,
        );
        expect(primary).toEqual([expect.objectContaining({ disabled: false })]);
      }
    },
  );

  it('Cancel stands where Process Prompt stood, and no other component moves', () => {
    for (const state of cardsWith(null)) {
      const waiting = { ...state, generation: generationIn('running') };
      const names = componentsOf(state).map(nameOf);
      const expected = names.map((name) =>
        /process_(?:request|prompt)/.test(name) ? 'generation_cancel' : name,
      );
      expect(componentsOf(waiting).map(nameOf)).toEqual(expected);
    }
  });
});

describe('a card that waits or whose picture is being made', () => {
  it.each(['requested', 'running'] as const)(
    'a card that waits or whose picture is being made can be cancelled: %s',
    (status) => {
      for (const state of cardsWith(generationIn(status))) {
        const view = restoreView(state);
        expect(view.isWaiting).toBe(true);
        expect(buttons(state)).toContain('Cancel 1');
        const cancelled = view.cancel('7');
        expect(cancelled.state.generation).toMatchObject({
          status: 'cancelling',
          cancelledBy: '7',
          lease: null,
        });
        expect(cancelled.isWaiting).toBe(false);
        expect(buttons(cancelled.state)).not.toContain('Cancel 1');
      }
    },
  );

  it.each(['produced', 'delivered', 'failing', 'failed', 'cancelling', 'cancelled'] as const)(
    'a card cannot be cancelled when its outcome is there: %s',
    (status) => {
      for (const state of cardsWith(generationIn(status))) {
        expect(restoreView(state).isWaiting).toBe(false);
        expect(restoreView(state).cancel('7').state).toEqual(state);
      }
    },
  );

  it('a card can be asked for another picture when it was cancelled', () => {
    const view = restoreView(interactionState({ generation: generationIn('cancelled') }));
    expect(view.process(ANOTHER).state.generation).toEqual(generation({ id: 'another' }));
  });
});

describe('a card whose picture failed', () => {
  it('a card whose picture failed offers the same again where that can help: same prompt, style and pictures', () => {
    for (const state of cardsWith(failed)) {
      expect(buttons(state)).toContain('Try again 1');
      const { generation: asked } = restoreView(state).tryAgain(ANOTHER).state;
      expect(asked).toEqual(
        generation({
          id: 'another',
          prompt: 'in neon',
          styleKey: 'neon',
          source: { kind: 'output', index: 0 },
        }),
      );
    }
  });

  it('a card whose picture failed puts Edit Prompt forward where the prompt was the reason, and nothing else', () => {
    for (const state of cardsWith(generationIn('failed'))) {
      expect(buttons(state)).toContain('Edit Prompt 1');
      expect(buttons(state)).not.toContain('Try again 1');
      expect(restoreView(state).tryAgain(ANOTHER).state).toEqual(state);
    }
  });

  it('a card whose picture failed does not begin again twice', () => {
    const once = restoreView(interactionState({ generation: failed })).tryAgain(ANOTHER);
    expect(once.tryAgain({ ...TICKET, id: 'third' }).state).toEqual(once.state);
  });
});
