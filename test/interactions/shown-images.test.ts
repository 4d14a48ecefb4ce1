import { describe, expect, it } from '@jest/globals';

import { shownImages } from '../../src/interactions/shown-images.js';
import {
  generation,
  inputItem,
  interactionState,
  making,
  outputItem,
  outputKey,
  resultState,
  storedImage,
} from '../support/states.js';

const PHOTO = storedImage();
const SHEET = storedImage({ key: outputKey(9) });
const image = (n: number) => storedImage({ key: outputKey(n) });
const BATCH = [1, 2].map((n) => outputItem({ image: image(n), making: making({ batch: 'b' }) }));

describe('the pictures that a card shows', () => {
  it.each([
    ['a text without pictures shows none', interactionState(), []],
    [
      'a preview of several pictures shows each of them, not their sheet',
      interactionState({ inputs: [PHOTO, image(3)], outputs: [inputItem({ image: SHEET })] }),
      [PHOTO, image(3)],
    ],
    [
      'an input of which nothing else is known is what is shown',
      interactionState({ outputs: [inputItem({ image: SHEET })] }),
      [SHEET],
    ],
    [
      'a result shows the output that somebody went to',
      resultState(3, { currentIndex: 1 }),
      [image(1)],
    ],
    [
      'a contact sheet shows each picture of its batch',
      resultState(0, {
        outputs: [outputItem({ image: image(0) }), ...BATCH],
        currentIndex: 1,
        showsSheet: true,
      }),
      [image(1), image(2)],
    ],
    [
      'pictures of a batch that is under way are not shown yet',
      interactionState({
        inputs: [],
        outputs: BATCH,
        generation: generation({ id: 'b', status: 'running' }),
      }),
      [],
    ],
  ])('%s', (_what, state, images) => {
    expect(shownImages(state)).toEqual(images);
  });
});
