import type {
  APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';

import { PROMPT_MAX } from '../interactions/prompt.js';
import { customId } from './custom-ids.js';
import { cut } from './embed-limits.js';
import type { View } from './restore-view.js';
import { PROMPT_MODAL } from './words/modals.js';

const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const TEXT_INPUT = 4 satisfies ComponentType.TextInput;
const PARAGRAPH = 2 satisfies TextInputStyle.Paragraph;

/** The custom id of the modal's only input. */
export const PROMPT_INPUT = 'prompt';

/** The modal that edits a card's current prompt; the prompt is filled in. */
export function editPromptModal({ kind, state }: View): APIModalInteractionResponseCallbackData {
  const name = kind === 'process_view' ? 'process_edit_prompt_modal' : 'style_edit_prompt_modal';
  return {
    custom_id: customId(name, state.id),
    title: PROMPT_MODAL.title,
    components: [
      {
        type: ACTION_ROW,
        components: [
          {
            type: TEXT_INPUT,
            custom_id: PROMPT_INPUT,
            style: PARAGRAPH,
            label: PROMPT_MODAL.label,
            required: false,
            max_length: PROMPT_MAX,
            ...(state.currentPrompt && { value: cut(state.currentPrompt, PROMPT_MAX) }),
          },
        ],
      },
    ],
  };
}
