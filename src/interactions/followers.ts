import { MAX_FOLLOWERS, type InteractionState } from './interaction-state.js';

/**
 * The state that another request goes on from; null where nobody is to see that, because its card
 * was deleted, or where it is known already.
 */
export function withFollower(state: InteractionState, id: string): InteractionState | null {
  const { deletedAt, followers } = state;
  if (deletedAt !== null || followers.includes(id)) return null;
  return { ...state, followers: [...followers, id].slice(-MAX_FOLLOWERS) };
}
