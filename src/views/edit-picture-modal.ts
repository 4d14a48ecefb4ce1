import type { APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';

import { PROMPT_MAX } from '../interactions/prompt.js';
import { EDIT_PICTURE_QUESTION, editPictureHint, editPictureTitle } from './words/modals.js';

const LABEL = 18 satisfies ComponentType.Label;
const TEXT_INPUT = 4 satisfies ComponentType.TextInput;
const PARAGRAPH = 2;

/** The custom id of the text input. */
export const EDIT_PICTURE_PROMPT = 'prompt';

/** The custom ids of the form that asks what to do with somebody's pictures. */
export const EDIT_PICTURE_MODAL = /^edit_picture:(\d{17,20})$/;

/** The form that asks what to do with the pictures of a message. */
export function editPictureModal(
  { id, isPrivate }: { readonly id: string; readonly isPrivate: boolean },
  pictureCount: number,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: `edit_picture:${id}`,
    title: editPictureTitle(pictureCount),
    components: [
      {
        type: LABEL,
        label: EDIT_PICTURE_QUESTION,
        description: editPictureHint(isPrivate),
        component: {
          type: TEXT_INPUT,
          custom_id: EDIT_PICTURE_PROMPT,
          style: PARAGRAPH,
          required: false,
          max_length: PROMPT_MAX,
        },
      },
    ],
  };
}
