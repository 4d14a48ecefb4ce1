import { withClick } from './carried-out-clicks.js';
import { MAX_FORMER_CARDS, type InteractionState } from './interaction-state.js';

/** A channel with the bot, where a card is to be. */
export interface MoveTarget {
  /** Null: a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** Whether pictures are covered there, whatever their senders covered; not by default. */
  readonly isCovered?: boolean;
}

/**
 * The card leaves its message and is to be in another place: from now on it has none, until {@link
 * endMove} says which message it is there.
 *
 * @param clickId the click or command that asks for it.
 */
export function beginMove(
  state: InteractionState,
  clickId: string,
  { guildId, channelId, isCovered = false }: MoveTarget,
): InteractionState {
  const { guildId: formerGuild, channelId: formerChannel, messageId, reach } = state;
  const from = { guildId: formerGuild, channelId: formerChannel, messageId, reach };
  const isSpoiler = state.isSpoiler || isCovered;
  const there = { guildId, channelId, messageId: null, reach: 'channel', isSpoiler } as const;
  return { ...withClick(state, clickId), ...there, move: { clickId, from } };
}

/**
 * The card was posted. Where somebody has brought it elsewhere in the meantime, this message was it
 * before. Null where the message is known already.
 */
export function posted(
  state: InteractionState,
  card: InteractionState['formerCards'][number],
): InteractionState | null {
  const { move } = state;
  const { channelId, messageId } = card;
  if (state.messageId === messageId || wasCard(state, messageId)) return null;
  if (move?.from.messageId === null)
    return { ...state, move: { ...move, from: { ...move.from, channelId, messageId } } };
  if (move === null && state.messageId === null) return { ...state, messageId };
  return withFormerCard(state, card);
}

/** The card is in its new place. Null when it is not being moved. */
export function endMove(state: InteractionState, messageId: string): InteractionState | null {
  if (state.move === null) return null;
  const { channelId, messageId: former, reach } = state.move.from;
  const there = { ...state, messageId, move: null };
  if (channelId === null || former === null) return there;
  return withFormerCard(there, { channelId, messageId: former, reach });
}

function withFormerCard(
  state: InteractionState,
  card: InteractionState['formerCards'][number],
): InteractionState {
  return { ...state, formerCards: [card, ...state.formerCards].slice(0, MAX_FORMER_CARDS) };
}

/** The card stays where it was. Null when it is not being moved. */
export function undoMove(state: InteractionState): InteractionState | null {
  return state.move === null ? null : { ...state, ...state.move.from, move: null };
}

/** Whether a message was the card once, and is no more. */
export function wasCard({ move, formerCards }: InteractionState, messageId: string): boolean {
  return (
    move?.from.messageId === messageId || formerCards.some((card) => card.messageId === messageId)
  );
}
