import { AppError } from '../platform/app-error.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { ownKeysIn } from './images/image-keys.js';
import { decodeRow } from './interaction-row.js';
import type { InteractionEntity } from './interaction.entity.js';
import type { RemovedCard } from './removed-cards.js';

/** An interaction that can be removed, and its images. */
export interface RemovableInteraction {
  readonly id: string;
  /** The images that its row names. */
  readonly imageKeys: readonly string[];
  readonly imageBytes: number;
}

/** The same, and where it shows in Discord. */
export interface ErasableInteraction extends RemovableInteraction {
  /** The message that asked. */
  readonly requestMessageId: string | null;
  readonly cards: readonly RemovedCard[];
  /** Messages that only tokens reach. */
  readonly cardsOutOfReach: number;
}

export function removable({ id, document, imageBytes }: InteractionEntity): RemovableInteraction {
  return { id, imageKeys: ownKeysIn(document, id), imageBytes };
}

/** Of a row that cannot be read, its columns tell where the card is. */
export function erasable(row: InteractionEntity): ErasableInteraction {
  const { id: interactionId, guildId, requestMessageId } = row;
  const state = stateOf(row);
  const shown = state === null ? [row] : placesOf(state);
  const cards = shown.flatMap(({ channelId, messageId }) =>
    channelId === null || messageId === null
      ? []
      : [{ channelId, messageId, guildId, interactionId }],
  );
  const there = shown.filter(({ messageId }) => messageId !== null);
  return {
    ...removable(row),
    requestMessageId,
    cards,
    cardsOutOfReach: there.length - cards.length,
  };
}

interface ShownAt {
  /** Null: no channel changes it. */
  readonly channelId: string | null;
  readonly messageId: string | null;
}

function placesOf(state: InteractionState): ShownAt[] {
  return [state, ...(state.move === null ? [] : [state.move.from]), ...state.formerCards].map(
    ({ channelId, messageId, reach }) => ({
      channelId: reach === 'token' ? null : channelId,
      messageId,
    }),
  );
}

function stateOf(row: InteractionEntity): InteractionState | null {
  try {
    return decodeRow(row);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
