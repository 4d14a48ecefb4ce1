/** What people are told about cards that are brought to other places. */

export const BEING_MOVED =
  'This card was just deleted, or somebody else is bringing it to another place. I changed nothing.';

export const CANNOT_WRITE = 'I cannot write there.';

export const NOT_FOUND =
  'I found no card with this id that you may see. Only the person who asked for it, and people who can read its channel, can bring it here. The id is in the footer of a card, and in your /history.';

export const OTHERS_CARD =
  'Only the person who asked for this card can bring it to another place. To go on from what it shows, reply to it and mention me.';

export const AMBIGUOUS = 'Several cards begin with that; please give me more of the id.';

/** @param link null: somebody has brought the card on, or deleted it. */
export function hereItIs(link: string | null): string {
  const here = 'Here it is, and its buttons work here from now on';
  return link === null ? `${here}.` : `${here}: ${link}`;
}
