import type { InteractionState } from '../interactions/interaction-state.js';

/** Which other cards a card names: where they are is known only when it is sent. */
export interface RelatedCards {
  /** Where the card itself is. */
  readonly channelId: string | null;
  /** The interaction that it goes on from; null: none. */
  readonly cameFrom: string | null;
  /** The interactions that go on from it, oldest first. */
  readonly followers: readonly string[];
}

/** The part of a card that names others; nothing where there are none. */
export function relatedTo({ channelId, cameFrom, followers }: InteractionState): {
  readonly related?: RelatedCards;
} {
  const isAlone = cameFrom === null && followers.length === 0;
  return isAlone ? {} : { related: { channelId, cameFrom, followers } };
}
