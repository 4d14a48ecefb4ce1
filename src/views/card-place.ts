import type { InteractionState } from '../interactions/interaction-state.js';
import { cardIsElsewhere } from './words/cards.js';

type Place = Pick<InteractionState, 'guildId' | 'channelId' | 'messageId'>;

/** The address of a card in Discord; null where it has none, or nobody knows where it is. */
export function cardLink({ guildId, channelId, messageId }: Place): string | null {
  if (channelId === null || messageId === null) return null;
  return `https://discord.com/channels/${guildId ?? '@me'}/${channelId}/${messageId}`;
}

/** What a message says that was the card once. */
export function whereCardIs(place: Place): string {
  return cardIsElsewhere(cardLink(place));
}
