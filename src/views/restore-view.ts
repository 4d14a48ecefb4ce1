import type { InteractionState } from '../interactions/interaction-state.js';
import { ProcessRequestView } from './process-request-view.js';
import { StyleOptionsView } from './style-options-view.js';

/** One of the two views; `kind` says which. */
export type View = ProcessRequestView | StyleOptionsView;

/** The view of a state. */
export function restoreView(state: InteractionState): View {
  return state.view === 'process_view'
    ? new ProcessRequestView(state)
    : new StyleOptionsView(state);
}
