import type { InteractionState } from '../../../interactions/interaction-state.js';
import { whereCardIs } from '../../../views/card-place.js';

/** What becomes of a message that was the card before: what it shows stays, and its buttons go. */
export function closedCard(state: InteractionState) {
  return { content: whereCardIs(state), components: [], allowedMentions: { parse: [] } };
}

export type ClosedCard = ReturnType<typeof closedCard>;
