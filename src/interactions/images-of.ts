import type { InteractionState } from './interaction-state.js';
import type { StoredImage } from './stored-image.js';

/** All stored images of a state, without duplicates. */
export function imagesOf({
  inputs,
  outputs,
}: Pick<InteractionState, 'inputs' | 'outputs'>): StoredImage[] {
  const shown = outputs.flatMap(({ image, deliveryImage }) =>
    deliveryImage ? [image, deliveryImage] : [image],
  );
  return [...new Map([...inputs, ...shown].map((image) => [image.key, image])).values()];
}
