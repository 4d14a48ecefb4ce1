import { describe, expect, it } from '@jest/globals';

import { fitSettings } from '../../src/interactions/fit-settings.js';
import { AUTOMATIC_SETTINGS, type Settings } from '../../src/interactions/settings.js';
import { OFFERED } from '../support/offered-models.js';

const fit = (wanted: Partial<Settings>) =>
  fitSettings({ ...AUTOMATIC_SETTINGS, ...wanted }, OFFERED);

describe('settings that the models can do', () => {
  it('settings that the model can do are kept, without a word', () => {
    const wanted = { aspectRatio: '8:1', imageSize: '4K', thinkingLevel: 'high' };
    expect(fit(wanted)).toEqual({
      settings: { ...AUTOMATIC_SETTINGS, ...wanted },
      notes: [],
      estimate: null,
    });
    expect(fit({ model: 'cheap', imageSize: '1K' }).notes).toEqual([]);
  });

  it('settings that the model lacks are replaced, a ratio by the nearest, and said', () => {
    const wanted = { model: 'cheap', aspectRatio: '8:1', imageSize: '4K', thinkingLevel: 'high' };
    expect(fit(wanted)).toEqual({
      settings: { ...AUTOMATIC_SETTINGS, model: 'cheap', aspectRatio: '21:9' },
      notes: [
        'cheap has no ratio 8:1, so I use the nearest, 21:9.',
        'cheap has no size 4K, so I use its usual one.',
        'cheap has no thinking level high, so I use its usual one.',
      ],
      estimate: null,
    });
  });

  it('settings with a model that is not offered any more take the usual one, and say so', () => {
    expect(fit({ model: 'of old', aspectRatio: '8:1' })).toEqual({
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '8:1' },
      notes: ['The model of old is not available any more, so I use usual.'],
      estimate: null,
    });
  });

  it('settings with the usual model by its name are the automatic ones', () => {
    expect(fit({ model: 'usual' })).toEqual({
      settings: AUTOMATIC_SETTINGS,
      notes: [],
      estimate: null,
    });
  });

  it('settings leave the ratio to a model that takes none', () => {
    const bare = { name: 'bare', aspectRatios: [], imageSizes: [], thinkingLevels: [] };
    const wanted = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' };
    expect(fitSettings(wanted, [bare])).toEqual({
      settings: AUTOMATIC_SETTINGS,
      notes: ['bare has no ratio 16:9, so I use its own ratio.'],
      estimate: null,
    });
  });
});
