import { batchAround, toldOutputs } from './batch.js';
import type { InteractionState } from './interaction-state.js';
import type { StoredImage } from './stored-image.js';

/**
 * The pictures that a card shows, whole and in their order: those of a contact sheet one by one,
 * since a sheet is only for display. Empty where it shows none.
 */
export function shownImages(state: InteractionState): readonly StoredImage[] {
  const { inputs, currentIndex, showsSheet } = state;
  const outputs = toldOutputs(state);
  const shown = outputs[currentIndex];
  if (shown === undefined) return inputs;
  if (shown.origin === 'input') return inputs.length > 0 ? inputs : [shown.image];
  if (!showsSheet) return [shown.image];
  return batchAround(outputs, currentIndex).flatMap((index) => outputs[index]?.image ?? []);
}
