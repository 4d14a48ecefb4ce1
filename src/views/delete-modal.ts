import type { APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';

import type { InteractionState } from '../interactions/interaction-state.js';
import { promptIn } from '../interactions/prompt.js';
import { clippedPrompt } from './card-embed.js';
import { customId } from './custom-ids.js';
import type { View } from './restore-view.js';
import { DELETE_TITLE, whatGoes } from './words/modals.js';

const TEXT_DISPLAY = 10 satisfies ComponentType.TextDisplay;

/** The modal that asks whether a card is to be deleted, and says what goes with it. */
export function deleteModal({ state }: View): APIModalInteractionResponseCallbackData {
  const content = whatGoes(clippedPrompt(promptIn(state.originalPrompt)), pictureCount(state));
  return {
    custom_id: customId('card_delete_modal', state.id),
    title: DELETE_TITLE,
    components: [{ type: TEXT_DISPLAY, content }],
  };
}

/** Those that people sent, and those that were made; a contact sheet shows these once more. */
function pictureCount({ inputs, outputs }: InteractionState): number {
  return inputs.length + outputs.filter(({ origin }) => origin !== 'input').length;
}
