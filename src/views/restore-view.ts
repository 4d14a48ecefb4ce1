import type { InteractionState } from '../interactions/interaction-state.js';
import { ProcessRequestView } from './process-request-view.js';
import { StyleOptionsView } from './style-options-view.js';

/** Either view; `kind` tells which. */
export type View = ProcessRequestView | StyleOptionsView;

/** The view that presents a state. */
export function restoreView(state: InteractionState): View {
  return state.view === 'process_view'
    ? new ProcessRequestView(state)
    : new StyleOptionsView(state);
}
