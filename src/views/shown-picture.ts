import { batchAround } from '../interactions/batch.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import type { Place } from '../interactions/walk.js';
import { cardPicture, contactSheet, isSamePicture, type CardPicture } from './card-message.js';

/** The picture of a result; null where there is none. */
export function shownPicture(state: InteractionState): CardPicture | null {
  return state.outputs.length === 0 ? null : pictureAt(state, state);
}

/** Whether `pictureName` is a picture of this result other than the one shown now. */
export function hasOtherPicture(state: InteractionState, pictureName: string): boolean {
  const isShown = ({ name }: CardPicture) => isSamePicture(name, pictureName);
  const shown = shownPicture(state);
  if (shown !== null && isShown(shown)) return false;
  return state.outputs.some((_, currentIndex) =>
    [true, false].some((showsSheet) => isShown(pictureAt(state, { currentIndex, showsSheet }))),
  );
}

function pictureAt(state: InteractionState, { currentIndex, showsSheet }: Place): CardPicture {
  const indexes = showsSheet ? batchAround(state.outputs, currentIndex) : [currentIndex];
  const items = indexes.flatMap((index) => state.outputs[index] ?? []);
  const [first, ...others] = items.map(({ deliveryImage, image }) => deliveryImage ?? image);
  if (first === undefined) throw new RangeError(`there is no output ${currentIndex}`);
  return others.length > 0 ? contactSheet([first, ...others], state) : cardPicture(first, state);
}
