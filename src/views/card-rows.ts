import type {
  APIButtonComponentWithCustomId,
  APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

import type { CardRow } from './card-message.js';
import { customId, type ComponentName } from './custom-ids.js';
import { STYLES } from '../interactions/styles.js';

// Copies of the enum values of discord-api-types, so that this folder does not load that package.
const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const BUTTON = 2 satisfies ComponentType.Button;
const STRING_SELECT = 3 satisfies ComponentType.StringSelect;
const PRIMARY = 1 satisfies ButtonStyle.Primary;
const SECONDARY = 2 satisfies ButtonStyle.Secondary;

/** The action that a card offers: a button that exists only then, or a highlighted one. */
export type CardOffer = 'cancel' | 'try_again' | 'edit_prompt';

/** The components of the preview. */
export function processRequestRows(
  interactionId: string,
  disabled: boolean,
  offer: CardOffer | null,
): CardRow[] {
  return [
    row(
      button('process_request_button', interactionId, disabled, {
        label: 'Process Prompt',
        style: PRIMARY,
        emoji: { name: '✨' },
      }),
      button('process_edit_prompt', interactionId, disabled, editPrompt(offer)),
      ...offerButtons(interactionId, offer),
    ),
    row(styleSelect('process_style_select', interactionId, disabled)),
  ];
}

/** The variable parts of the result's components. */
export interface ResultControls {
  readonly disabled: boolean;
  /** False with only one output. */
  readonly canWalk: boolean;
  readonly offer: CardOffer | null;
}

/** The components of the result. */
export function styleOptionsRows(
  interactionId: string,
  { disabled, canWalk, offer }: ResultControls,
): CardRow[] {
  const cannotWalk = disabled || !canWalk;
  return [
    row(
      button('style_nav_left', interactionId, cannotWalk, walk('⬅️')),
      button('style_nav_right', interactionId, cannotWalk, walk('➡️')),
      button('style_process_prompt', interactionId, disabled, {
        label: 'Process Prompt',
        style: PRIMARY,
        emoji: { name: '✨' },
      }),
      button('style_edit_prompt', interactionId, disabled, editPrompt(offer)),
      ...offerButtons(interactionId, offer),
    ),
    row(styleSelect('style_options_select', interactionId, disabled)),
  ];
}

type ButtonLook = Pick<APIButtonComponentWithCustomId, 'label' | 'style' | 'emoji'>;

function editPrompt(offer: CardOffer | null): ButtonLook {
  const style = offer === 'edit_prompt' ? PRIMARY : SECONDARY;
  return { label: 'Edit Prompt', style, emoji: { name: '✏️' } };
}

function offerButtons(
  interactionId: string,
  offer: CardOffer | null,
): APIButtonComponentWithCustomId[] {
  switch (offer) {
    case 'cancel':
      return [button('generation_cancel', interactionId, false, CANCEL)];
    case 'try_again':
      return [button('generation_try_again', interactionId, false, TRY_AGAIN)];
    case 'edit_prompt':
    case null:
      return [];
  }
}

const CANCEL: ButtonLook = { label: 'Cancel', style: SECONDARY, emoji: { name: '🛑' } };
const TRY_AGAIN: ButtonLook = { label: 'Try again', style: PRIMARY, emoji: { name: '🔁' } };

function walk(emoji: string): ButtonLook {
  return { style: SECONDARY, emoji: { name: emoji } };
}

function row(...components: CardRow['components']): CardRow {
  return { type: ACTION_ROW, components };
}

function button(
  name: ComponentName,
  interactionId: string,
  disabled: boolean,
  look: ButtonLook,
): APIButtonComponentWithCustomId {
  return { type: BUTTON, custom_id: customId(name, interactionId), disabled, ...look };
}

function styleSelect(
  name: ComponentName,
  interactionId: string,
  disabled: boolean,
): APIStringSelectComponent {
  return {
    type: STRING_SELECT,
    custom_id: customId(name, interactionId),
    placeholder: 'Apply a style…',
    disabled,
    options: STYLES.map(({ key, name: label, emoji, description }) => ({
      label,
      value: key,
      description,
      emoji: { name: emoji },
    })),
  };
}
