import type { InteractionState } from '../interactions/interaction-state.js';
import type { CardMessage } from './card-message.js';
import { cardLink } from './card-place.js';
import type { RelatedCards } from './related-cards.js';
import { withNotice } from './with-notice.js';
import { cameFrom, goneOnIn } from './words/cards.js';

/**
 * The link to a related card. Null where nobody is to be led to it: it was deleted, is on its way,
 * only one person sees it, or it is in a direct message and this card is not.
 */
export function relatedLink(
  other: InteractionState | null,
  { channelId }: RelatedCards,
): string | null {
  if (other === null || other.deletedAt !== null || other.reach === 'token') return null;
  const isElsewhere = other.channelId !== channelId;
  return other.guildId === null && isElsewhere ? null : cardLink(other);
}

/** The card with one quiet line more: what it goes on from, and where others went on from it. */
export function withLinks(
  card: CardMessage,
  from: string | null,
  followers: readonly string[],
): CardMessage {
  const line = [
    ...(from === null ? [] : [cameFrom(from)]),
    ...(followers.length === 0 ? [] : [goneOnIn(followers)]),
  ].join(' · ');
  return line === '' ? card : withNotice(card, line);
}
