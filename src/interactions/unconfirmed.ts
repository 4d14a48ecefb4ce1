import type { InteractionState } from './interaction-state.js';

/** Whether it is a preview for which nobody has ever requested a picture. */
export function isUnconfirmed({ view, generation }: InteractionState): boolean {
  return view === 'process_view' && generation === null;
}
