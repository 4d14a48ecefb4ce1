import { describe, expect, it } from '@jest/globals';

import {
  abilitiesOf,
  DEFAULT_GEMINI_MODEL,
  GEMINI_MODELS,
  nearestAspectRatio,
} from '../../../../src/generation/models/gemini/gemini-models.js';

describe('the table of Gemini models', () => {
  it('knows the default model', () => {
    expect(GEMINI_MODELS.has(DEFAULT_GEMINI_MODEL)).toBe(true);
  });

  it('has ratios and sizes in the form that the API takes', () => {
    for (const { aspectRatios, imageSizes } of GEMINI_MODELS.values()) {
      expect([10, 14]).toContain(aspectRatios.length);
      expect(new Set(aspectRatios).size).toBe(aspectRatios.length);
      for (const ratio of aspectRatios) expect(ratio).toMatch(/^\d+:\d+$/);
      for (const size of imageSizes) expect(size).toMatch(/^(512|\dK)$/);
    }
  });

  it('asks of an unknown model no more than every model can', () => {
    const least = abilitiesOf('gemini-99-image');
    for (const known of GEMINI_MODELS.values()) {
      expect(known.aspectRatios).toEqual(expect.arrayContaining([...least.aspectRatios]));
      expect(known.maxReferencePictures).toBeGreaterThanOrEqual(least.maxReferencePictures);
    }
    expect(least.imageSizes).toEqual([]);
  });

  it.each([
    [1, '1:1'],
    [1.78, '16:9'],
    [0.5625, '9:16'],
    [1.5, '3:2'],
    [20, '21:9'],
    [0.01, '9:16'],
  ])('finds the ratio nearest to %d', (aspect, ratio) => {
    const { aspectRatios } = abilitiesOf('gemini-3-pro-image');
    expect(nearestAspectRatio(aspectRatios, aspect)).toBe(ratio);
  });
});
