import { isWaiting, type GenerationTicket } from './generation.js';
import type { InteractionState } from './interaction-state.js';
import { requested } from './transitions.js';

/** Whether there is a generation that failed and can be asked for again as it was. */
export function canTryAgain({ generation }: InteractionState): boolean {
  return !isWaiting(generation) && generation?.failure?.retryable === true;
}

/**
 * Asks once more for what failed, with the settings of then. Where that cannot
 * help, nothing changes.
 */
export function tryAgain(state: InteractionState, ticket: GenerationTicket): InteractionState {
  const { generation } = state;
  if (generation === null || !canTryAgain(state)) return state;
  return { ...state, generation: requested(ticket, generation) };
}
