import { MAX_EARLIER_CLICKS, type InteractionState } from './interaction-state.js';

/** The state with a click that is stored together with the changes that it makes. */
export function withClick(state: InteractionState, clickId: string): InteractionState {
  const { lastClickId, earlierClickIds } = state;
  if (lastClickId === null) return { ...state, lastClickId: clickId };
  return {
    ...state,
    lastClickId: clickId,
    earlierClickIds: [lastClickId, ...earlierClickIds].slice(0, MAX_EARLIER_CLICKS),
  };
}

/** Whether a click has changed the state already, and another one after it. */
export function isFollowed({ earlierClickIds }: InteractionState, clickId: string): boolean {
  return earlierClickIds.includes(clickId);
}

/**
 * Whether a click has changed the state already. Discord repeats clicks after a restart, and two of
 * them can arrive in another order than that of their ids.
 */
export function isCarriedOut(state: InteractionState, clickId: string): boolean {
  return clickId === state.lastClickId || isFollowed(state, clickId);
}
