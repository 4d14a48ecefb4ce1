import type { InteractionState } from './interaction-state.js';
import { cancel } from './transitions.js';

/**
 * The card was deleted, or its request before there was a card: its generation is called off, and
 * the interaction goes when the time of grace is over. Null when that is known already.
 *
 * @param now ISO 8601 in UTC.
 */
export function noteDeletion(state: InteractionState, now: string): InteractionState | null {
  return state.deletedAt === null ? { ...cancel(state), deletedAt: now } : null;
}

/**
 * Whether an action on a card brings its deleted interaction back: only that of who asked, on a
 * card that is there later than its deletion was noted.
 */
export function bringsBack(
  { userId, deletedAt }: InteractionState,
  action: { readonly userId: string; readonly atMs: number },
): boolean {
  return deletedAt !== null && action.userId === userId && action.atMs > Date.parse(deletedAt);
}
