import type { APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';

import type { InteractionState } from '../interactions/interaction-state.js';
import { promptIn } from '../interactions/prompt.js';
import { clippedPrompt } from './card-embed.js';
import { customId } from './custom-ids.js';
import type { View } from './restore-view.js';

const TEXT_DISPLAY = 10 satisfies ComponentType.TextDisplay;

/** The modal that asks whether a card is to be deleted, and says what goes with it. */
export function deleteModal({ state }: View): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId('card_delete_modal', state.id),
    title: 'Delete this card?',
    components: [{ type: TEXT_DISPLAY, content: whatGoes(state) }],
  };
}

function whatGoes(state: InteractionState): string {
  const prompt = promptIn(state.originalPrompt);
  const count = pictureCount(state);
  const parts = [
    ...(prompt === '' ? [] : [`its prompt “${clippedPrompt(prompt)}”`]),
    ...(count === 0 ? [] : [count === 1 ? 'its picture' : `its ${count} pictures`]),
  ];
  const withWhat = parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
  return `The card goes for everybody${withWhat}, and so does all that I have stored of it. What is being made for it is not made any more. This cannot be undone.`;
}

/** Those that people sent, and those that were made; a contact sheet shows these once more. */
function pictureCount({ inputs, outputs }: InteractionState): number {
  return inputs.length + outputs.filter(({ origin }) => origin !== 'input').length;
}
