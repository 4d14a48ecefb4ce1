import { describe, expect, it } from '@jest/globals';

import {
  ASPECT_RATIOS,
  aspectOf,
  COMMON_ASPECT_RATIOS,
  nearestAspectRatio,
} from '../../src/interactions/aspect-ratios.js';

describe('the nearest ratio', () => {
  it.each([
    [1, '1:1'],
    [1.78, '16:9'],
    [0.5625, '9:16'],
    [1.5, '3:2'],
    [20, '21:9'],
    [0.01, '9:16'],
  ])('the nearest ratio is found for %d', (aspect, ratio) => {
    expect(nearestAspectRatio(COMMON_ASPECT_RATIOS, aspect)).toBe(ratio);
  });

  it('the nearest ratio to one that is there is that one', () => {
    for (const ratio of ASPECT_RATIOS)
      expect(nearestAspectRatio(ASPECT_RATIOS, aspectOf(ratio))).toBe(ratio);
  });
});
