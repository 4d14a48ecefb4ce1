import { describe, expect, it } from '@jest/globals';

import { editPromptModal, PROMPT_INPUT } from '../../src/views/edit-prompt-modal.js';
import { restoreView } from '../../src/views/restore-view.js';
import { limitsBrokenByModal } from '../support/discord-limits.js';
import { INTERACTION_ID, interactionState, resultState } from '../support/states.js';

const modalFor = (currentPrompt: string) =>
  editPromptModal(restoreView(interactionState({ currentPrompt })));

const inputOf = (modal: ReturnType<typeof editPromptModal>): object[] =>
  modal.components.flatMap((row) => ('components' in row ? row.components : []));

describe('the modal that edits the prompt', () => {
  it('the modal is filled with the current prompt, and names its interaction', () => {
    const modal = modalFor('a lighthouse');
    expect(modal.custom_id).toBe(`process_edit_prompt_modal:${INTERACTION_ID}`);
    expect(inputOf(modal)).toEqual([
      expect.objectContaining({ custom_id: PROMPT_INPUT, value: 'a lighthouse', required: false }),
    ]);
  });

  it('the modal has a custom id of its own on the result', () => {
    const modal = editPromptModal(restoreView(resultState(1)));
    expect(modal.custom_id).toBe(`style_edit_prompt_modal:${INTERACTION_ID}`);
  });

  it('the modal is empty where there is no prompt', () => {
    expect(inputOf(modalFor(''))[0]).not.toHaveProperty('value');
  });

  it.each([
    ['no prompt', ''],
    ['4,000 characters', 'x'.repeat(4000)],
    ['2,000 emoji', '🍌'.repeat(2000)],
    ['more than Discord takes', 'x'.repeat(5000)],
    ['an emoji across the limit', `${'x'.repeat(3999)}🍌`],
  ])('the modal keeps Discord’s limits with %s', (_name, prompt) => {
    expect(limitsBrokenByModal(modalFor(prompt))).toEqual([]);
  });
});
