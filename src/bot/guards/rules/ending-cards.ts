import type { Act, Rule } from './rule.js';
import { notInCharge } from './sentences.js';

/**
 * A card is deleted, and a picture under way is cancelled, by who asked for it, by whoever has
 * Manage Messages there, and in a direct message with the bot by its person.
 */
export const endingCards: Rule = {
  name: 'ending-cards',
  refuses: (act) => {
    const { kind, name, card } = act;
    if (kind !== 'end' || card === null || mayEnd(act)) return null;
    return { sentence: notInCharge(card.userId, isCancel(name) ? 'cancel' : 'delete') };
  },
};

function mayEnd({ name, card, person, place }: Act): boolean {
  if (card?.userId === person.id || person.mayManageMessages || place.isOwnChat) return true;
  return isCancel(name) && card?.generation?.requestedBy === person.id;
}

function isCancel(name: string): boolean {
  return name === 'generation_cancel';
}
