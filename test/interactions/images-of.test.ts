import { describe, expect, it } from '@jest/globals';

import { imagesOf } from '../../src/interactions/images-of.js';
import { interactionState, outputItem, outputKey, storedImage } from '../support/states.js';

describe('the images of an interaction', () => {
  it('the images are the inputs, the outputs and their smaller copies, once each', () => {
    const input = storedImage();
    const delivery = storedImage({ key: outputKey(2) });
    const state = interactionState({
      inputs: [input],
      outputs: [
        outputItem({ origin: 'input', image: input }),
        outputItem({ deliveryImage: delivery }),
      ],
    });
    expect(imagesOf(state)).toEqual([input, outputItem().image, delivery]);
  });

  it('there is no image in a text-only preview', () => {
    expect(imagesOf(interactionState())).toEqual([]);
  });
});
