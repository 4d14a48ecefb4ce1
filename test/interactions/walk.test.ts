import { describe, expect, it } from '@jest/globals';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { placeAfter, placeBefore, type Place } from '../../src/interactions/walk.js';
import { inputItem, making, outputItem, resultState } from '../support/states.js';

const inBatch = outputItem({ making: making({ batch: 'a batch' }) });
const single = outputItem({ making: making({ batch: 'of one' }) });

/** The original, a batch of two, and a picture of a batch whose others failed. */
const OUTPUTS = [inputItem(), inBatch, inBatch, single];

/** Every place that a walk leads through, in order. */
function walk(first: Place, step: (state: InteractionState) => Place | null): string[] {
  const seen: string[] = [];
  for (let place: Place | null = first; place !== null;) {
    seen.push(place.showsSheet ? `sheet ${place.currentIndex}` : `${place.currentIndex}`);
    place = step(resultState(0, { outputs: OUTPUTS, ...place }));
  }
  return seen;
}

describe('a walk through outputs', () => {
  it('a walk forwards leads through each output, and before those of a batch to its contact sheet', () => {
    const order = walk({ currentIndex: 0, showsSheet: false }, placeAfter);
    expect(order).toEqual(['0', 'sheet 1', '1', '2', '3']);
  });

  it('a walk backwards leads the same way back', () => {
    const order = walk({ currentIndex: 3, showsSheet: false }, placeBefore);
    expect(order).toEqual(['3', '2', '1', 'sheet 1', '0']);
  });
});
