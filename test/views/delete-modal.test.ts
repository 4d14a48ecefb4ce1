import { describe, expect, it } from '@jest/globals';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { deleteModal } from '../../src/views/delete-modal.js';
import { restoreView } from '../../src/views/restore-view.js';
import { limitsBrokenByModal } from '../support/discord-limits.js';
import {
  inputItem,
  INTERACTION_ID,
  interactionState,
  outputItem,
  outputKey,
  resultState,
  storedImage,
} from '../support/states.js';

/** What the modal says of a card. */
function said(state: InteractionState): string {
  const modal = deleteModal(restoreView(state));
  expect(limitsBrokenByModal(modal)).toEqual([]);
  return modal.components.map((part) => ('content' in part ? part.content : '')).join();
}

describe('the modal that deletes a card', () => {
  it('the modal asks with a title, and has the interaction id', () => {
    expect(deleteModal(restoreView(interactionState()))).toMatchObject({
      custom_id: `card_delete_modal:${INTERACTION_ID}`,
      title: 'Delete this card?',
    });
  });

  it.each([
    ['a text', interactionState(), 'its prompt “a lighthouse”, and'],
    ['a result', resultState(1), 'its prompt “a lighthouse” and its picture, and'],
    [
      'one picture and what was made of it',
      resultState(0, { inputs: [storedImage()], outputs: [inputItem(), outputItem()] }),
      'its prompt “a lighthouse” and its 2 pictures, and',
    ],
    [
      'two pictures without a word, on one contact sheet',
      interactionState({
        originalPrompt: '',
        inputs: [storedImage(), storedImage({ key: outputKey(4) })],
        outputs: [inputItem({ image: storedImage({ key: outputKey(5) }) })],
      }),
      'its 2 pictures, and',
    ],
  ])('the modal says what goes with the card of %s, and for good', (_what, state, words) => {
    const text = said(state);
    expect(text).toContain(
      `This deletes the card for everybody with ${words} all that I have stored for it.`,
    );
    expect(text).toMatch(/This cannot be undone\.$/);
  });

  it('the modal shows a prompt as plain text, however long it is', () => {
    expect(said(interactionState({ originalPrompt: '# **bold**' }))).toContain('“\\# \\*\\*bold');
    for (const originalPrompt of ['🍌'.repeat(2000), '*'.repeat(4000)])
      expect(said(interactionState({ originalPrompt })).length).toBeLessThan(1_000);
  });
});
