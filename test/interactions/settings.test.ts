import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS, settings } from '../../src/interactions/settings.js';

describe('settings', () => {
  it('automatic settings leave every choice to the model', () => {
    expect(AUTOMATIC_SETTINGS).toEqual({
      aspectRatio: null,
      imageSize: null,
      count: null,
      model: null,
      thinkingLevel: null,
    });
  });

  it('settings that were stored with fewer fields leave the others to the model', () => {
    expect(settings.parse({ aspectRatio: '16:9' })).toEqual({
      ...AUTOMATIC_SETTINGS,
      aspectRatio: '16:9',
    });
  });

  it('settings keep every choice', () => {
    const chosen = {
      aspectRatio: '21:9',
      imageSize: '4K',
      count: 4,
      model: 'gemini-3-pro-image',
      thinkingLevel: 'high',
    };
    expect(settings.parse(chosen)).toEqual(chosen);
  });

  it.each([
    { aspectRatio: 'wide' },
    { aspectRatio: '16/9' },
    { aspectRatio: '100:1' },
    { imageSize: '' },
    { imageSize: 'very large' },
    { count: 0 },
    { count: 5 },
    { count: 1.5 },
    { model: '' },
    { model: 'x'.repeat(101) },
    { thinkingLevel: '' },
  ])('settings are refused where a choice is none: %j', (chosen) => {
    expect(settings.safeParse(chosen).success).toBe(false);
  });
});
