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

/** The card was posted. Null where it is known already, or on its way to another place. */
export function posted(state: InteractionState, messageId: string): InteractionState | null {
  return state.messageId === null && state.move === null ? { ...state, messageId } : null;
}

/** The card is in its new place. Null when it is not being moved. */
export function endMove(state: InteractionState, messageId: string): InteractionState | null {
  if (state.move === null) return null;
  const { channelId, messageId: former, reach } = state.move.from;
  const left =
    channelId === null || former === null ? [] : [{ channelId, messageId: former, reach }];
  const formerCards = [...left, ...state.formerCards].slice(0, MAX_FORMER_CARDS);
  return { ...state, messageId, move: null, formerCards };
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
