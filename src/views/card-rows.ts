import type {
  APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';

import type { CardRow } from './card-message.js';
import { selectRow, type SelectOption } from './card-selects.js';
import { customId, type ComponentName } from './custom-ids.js';
import { STYLES } from '../interactions/styles.js';
import { BUTTONS, PLACEHOLDERS } from './words/cards.js';

// Copies of the enum values of discord-api-types, so that this folder does not load that package.
const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const BUTTON = 2 satisfies ComponentType.Button;
const PRIMARY = 1 satisfies ButtonStyle.Primary;
const SECONDARY = 2 satisfies ButtonStyle.Secondary;
const SUCCESS = 3 satisfies ButtonStyle.Success;

/** The next step that a card suggests: its only primary button. */
export type CardOffer = 'process' | 'cancel' | 'try_again' | 'edit_prompt';

/** The variable parts of the preview's components. */
export interface PreviewControls {
  readonly offer: CardOffer;
  /** Whether somebody has to ask for the outcome. */
  readonly needsRefresh: boolean;
}

/** The variable parts of the result's components. */
export interface ResultControls extends PreviewControls {
  readonly canGoBack: boolean;
  readonly canGoOn: boolean;
  readonly canMakeAgain: boolean;
  readonly canVary: boolean;
  readonly isKept: boolean;
  /** What a style would apply to, in the select's own words. */
  readonly stylePlaceholder: string;
  /** What the select "Go to…" offers; none: there is no such select. */
  readonly places: readonly SelectOption[];
}

/** The components of the preview. */
export function processRequestRows(
  interactionId: string,
  { offer, needsRefresh }: PreviewControls,
): CardRow[] {
  const isWaiting = offer === 'cancel';
  const button = buttonsOf(interactionId, isWaiting);
  return [
    row(
      isWaiting ? cancelButton(interactionId) : button('process_request_button', process(offer)),
      button('process_edit_prompt', editPrompt(offer)),
      button('card_settings', quiet({ emoji: BUTTONS.settings.emoji })),
      deleteButton(interactionId),
      ...(offer === 'try_again' ? [button('generation_try_again', TRY_AGAIN)] : []),
      ...(needsRefresh ? [refreshButton(interactionId)] : []),
    ),
    styleRow('process_style_select', interactionId, isWaiting, PLACEHOLDERS.style),
  ];
}

/**
 * The components of the result. While a picture is made, all but Cancel and 🗑️ are off and in
 * place; after a failure, Try again stands where Again was.
 */
export function styleOptionsRows(
  interactionId: string,
  {
    offer,
    needsRefresh,
    canGoBack,
    canGoOn,
    canMakeAgain,
    canVary,
    isKept,
    ...selects
  }: ResultControls,
): CardRow[] {
  const isWaiting = offer === 'cancel';
  const button = buttonsOf(interactionId, isWaiting);
  return [
    row(
      button('style_nav_left', quiet(BUTTONS.left), canGoBack),
      button('style_nav_right', quiet(BUTTONS.right), canGoOn),
      isWaiting ? cancelButton(interactionId) : button('style_process_prompt', process(offer)),
      button('style_edit_prompt', editPrompt(offer)),
      ...(needsRefresh ? [refreshButton(interactionId)] : []),
    ),
    row(
      offer === 'try_again'
        ? button('generation_try_again', TRY_AGAIN)
        : button('style_again', quiet(BUTTONS.again), canMakeAgain),
      button('style_vary', quiet(BUTTONS.vary), canVary),
      button('card_settings', quiet(BUTTONS.settings)),
      button('card_keep', { ...BUTTONS.keep, style: isKept ? SUCCESS : SECONDARY }),
      deleteButton(interactionId),
    ),
    styleRow('style_options_select', interactionId, isWaiting, selects.stylePlaceholder),
    ...(selects.places.length === 0
      ? []
      : [
          selectRow({
            customId: customId('style_go_to', interactionId),
            placeholder: PLACEHOLDERS.goTo,
            options: selects.places,
            disabled: isWaiting,
          }),
        ]),
  ];
}

type ButtonLook = Pick<APIButtonComponentWithCustomId, 'label' | 'style' | 'emoji'>;

const TRY_AGAIN: ButtonLook = { ...BUTTONS.tryAgain, style: PRIMARY };

function process(offer: CardOffer): ButtonLook {
  return { ...BUTTONS.process, style: styleFor(offer === 'process') };
}

function editPrompt(offer: CardOffer): ButtonLook {
  return { ...BUTTONS.editPrompt, style: styleFor(offer === 'edit_prompt') };
}

/** A button that is never the suggested step. */
function quiet(look: Pick<ButtonLook, 'label' | 'emoji'>): ButtonLook {
  return { ...look, style: SECONDARY };
}

function styleFor(isOffered: boolean): ButtonLook['style'] {
  return isOffered ? PRIMARY : SECONDARY;
}

function row(...components: CardRow['components']): CardRow {
  return { type: ACTION_ROW, components };
}

/** Makes buttons of one card, which are off while it waits. */
function buttonsOf(interactionId: string, isWaiting: boolean) {
  return (name: ComponentName, look: ButtonLook, isOn = true): APIButtonComponentWithCustomId => ({
    type: BUTTON,
    custom_id: customId(name, interactionId),
    disabled: isWaiting || !isOn,
    ...look,
  });
}

function refreshButton(interactionId: string): APIButtonComponentWithCustomId {
  return buttonsOf(interactionId, false)('card_refresh', quiet(BUTTONS.refresh));
}

function cancelButton(interactionId: string): APIButtonComponentWithCustomId {
  const look = { ...BUTTONS.cancel, style: PRIMARY };
  return buttonsOf(interactionId, false)('generation_cancel', look);
}

/** Works also while the card waits. */
function deleteButton(interactionId: string): APIButtonComponentWithCustomId {
  return buttonsOf(interactionId, false)('card_delete', quiet(BUTTONS.delete));
}

function styleRow(
  name: ComponentName,
  interactionId: string,
  disabled: boolean,
  placeholder: string,
): CardRow {
  const options = STYLES.map(({ key, name: label, emoji, description }) => ({
    label,
    value: key,
    description,
    emoji: { name: emoji },
  }));
  return selectRow({ customId: customId(name, interactionId), placeholder, options, disabled });
}
