import type { APIButtonComponentWithCustomId } from 'discord-api-types/v10';

import { INTERACTION_ID_PATTERN } from '../interactions/interaction-id.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import type { CardRow } from './card-message.js';
import { BUTTONS } from './words/cards.js';

const ACTION_ROW = 1;
const BUTTON = 2;
const PRIMARY = 1;

/** The output of a card that somebody saw, from which a card of their own starts. */
export type ShownOutput = Pick<InteractionState, 'id' | 'currentIndex' | 'showsSheet'>;

/**
 * Matches the custom ids of **Make my own**. It stands on no card, so it carries all that it needs.
 */
export const OWN_CARD = new RegExp(`^own_card:(${INTERACTION_ID_PATTERN}):(\\d{1,6})(s?)$`);

/** Whether a button makes a card of one's own; the card that it starts from is another one. */
export function isOwnCardId(customId: string): boolean {
  return customId.startsWith('own_card:');
}

/** The row with **Make my own**, for what a card shows now. */
export function ownCardRow({ id, currentIndex, showsSheet }: ShownOutput): CardRow {
  const button: APIButtonComponentWithCustomId = {
    type: BUTTON,
    style: PRIMARY,
    custom_id: `own_card:${id}:${currentIndex}${showsSheet ? 's' : ''}`,
    ...BUTTONS.makeOwn,
  };
  return { type: ACTION_ROW, components: [button] };
}

/** What the custom id of **Make my own** names; null where it names nothing. */
export function parseOwnCardId(customId: string): ShownOutput | null {
  const [, id, index = '', sheet = ''] = OWN_CARD.exec(customId) ?? [];
  return id === undefined ? null : { id, currentIndex: Number(index), showsSheet: sheet !== '' };
}
