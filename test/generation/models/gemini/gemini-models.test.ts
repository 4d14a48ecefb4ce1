import { describe, expect, it } from '@jest/globals';

import {
  abilitiesOf,
  DEFAULT_GEMINI_MODEL,
  GEMINI_MODELS,
  imageConfigOf,
  thinkingConfigOf,
} from '../../../../src/generation/models/gemini/gemini-models.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';

describe('the table of Gemini models', () => {
  it('the thinking level goes to a model that has it, in the API’s words', () => {
    const high = { ...AUTOMATIC_SETTINGS, thinkingLevel: 'high' };
    expect(thinkingConfigOf(abilitiesOf(DEFAULT_GEMINI_MODEL), high)).toEqual({
      thinkingLevel: 'HIGH',
    });
    expect(thinkingConfigOf(abilitiesOf(DEFAULT_GEMINI_MODEL), AUTOMATIC_SETTINGS)).toBeNull();
    expect(thinkingConfigOf(abilitiesOf('gemini-3-pro-image'), high)).toBeNull();
  });

  it('the table knows the default model', () => {
    expect(GEMINI_MODELS.has(DEFAULT_GEMINI_MODEL)).toBe(true);
  });

  it('the table has ratios and sizes in the form that the API takes', () => {
    for (const { aspectRatios, imageSizes } of GEMINI_MODELS.values()) {
      expect([10, 14]).toContain(aspectRatios.length);
      expect(new Set(aspectRatios).size).toBe(aspectRatios.length);
      for (const ratio of aspectRatios) expect(ratio).toMatch(/^\d+:\d+$/);
      for (const size of imageSizes) expect(size).toMatch(/^(512|\dK)$/);
    }
  });

  it('the table says that an unknown model can do no more than every model can', () => {
    const least = abilitiesOf('gemini-99-image');
    for (const known of GEMINI_MODELS.values()) {
      expect(known.aspectRatios).toEqual(expect.arrayContaining([...least.aspectRatios]));
      expect(known.maxReferencePictures).toBeGreaterThanOrEqual(least.maxReferencePictures);
    }
    expect(least.imageSizes).toEqual([]);
  });
});

const WIDE = { width: 1600, height: 900 };

/** What is sent to a model for settings and pictures. */
function configFor(
  chosen: Partial<typeof AUTOMATIC_SETTINGS>,
  pictures: readonly (typeof WIDE)[] = [],
  model = 'gemini-3-pro-image',
): ReturnType<typeof imageConfigOf> {
  return imageConfigOf(abilitiesOf(model), { ...AUTOMATIC_SETTINGS, ...chosen }, pictures);
}

describe('the image configuration of Gemini', () => {
  it('the model chooses the shape where there is neither a choice nor a picture', () => {
    expect(configFor({})).toEqual({ imageSize: '1K' });
  });

  it('one picture keeps its shape', () => {
    expect(configFor({}, [WIDE])).toEqual({ imageSize: '1K', aspectRatio: '16:9' });
  });

  it('the model chooses the shape for several pictures', () => {
    expect(configFor({}, [WIDE, WIDE])).toEqual({ imageSize: '1K' });
  });

  it('the chosen ratio and size are sent, whatever shape a picture has', () => {
    const sent = { aspectRatio: '2:3', imageSize: '4K' };
    for (const pictures of [[], [WIDE], [WIDE, WIDE]])
      expect(configFor({ aspectRatio: '2:3', imageSize: '4K' }, pictures)).toEqual(sent);
  });

  it.each([
    ['8:1', '21:9'],
    ['1:8', '9:16'],
    ['7:5', '4:3'],
  ])('the ratio nearest to a chosen one that the model lacks is sent: %s', (chosen, nearest) => {
    expect(configFor({ aspectRatio: chosen })).toEqual({ imageSize: '1K', aspectRatio: nearest });
  });

  it.each([
    ['512', 'gemini-3-pro-image'],
    ['4K', 'gemini-3.1-flash-lite-image'],
    ['8K', 'gemini-nano-banana-2.1'],
  ])('the usual size is sent in place of one that the model lacks: %s to %s', (chosen, model) => {
    expect(configFor({ imageSize: chosen }, [], model)).toEqual({ imageSize: '1K' });
  });

  it('no size is sent to a model that takes none, whatever was chosen', () => {
    expect(configFor({ imageSize: '2K' }, [], 'gemini-2.5-flash-image')).toEqual({});
    expect(configFor({ imageSize: '2K' }, [], 'gemini-99-image')).toEqual({});
  });
});
