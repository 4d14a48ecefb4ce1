import { beginsBatch } from './batch.js';
import type { InteractionState } from './interaction-state.js';

/** What a card can show: an output, or the contact sheet of the batch that begins with it. */
export type Place = Pick<InteractionState, 'currentIndex' | 'showsSheet'>;

/** What ➡️ leads to: the contact sheet of a batch comes before its pictures. Null at the end. */
export function placeAfter({ outputs, currentIndex, showsSheet }: InteractionState): Place | null {
  if (showsSheet) return { currentIndex, showsSheet: false };
  const index = currentIndex + 1;
  return index < outputs.length
    ? { currentIndex: index, showsSheet: beginsBatch(outputs, index) }
    : null;
}

/** What ⬅️ leads to; null at the beginning. */
export function placeBefore({ outputs, currentIndex, showsSheet }: InteractionState): Place | null {
  if (!showsSheet && beginsBatch(outputs, currentIndex)) return { currentIndex, showsSheet: true };
  return currentIndex > 0 ? { currentIndex: currentIndex - 1, showsSheet: false } : null;
}
