import { describe, expect, it } from '@jest/globals';

import { offeredModels } from '../../../src/generation/models/offered-models.js';
import { knownPrices } from '../../support/spendings.js';

const gemini = (name: string, otherNames: readonly string[]) =>
  ({
    kind: 'gemini',
    apiKey: 'k',
    baseUrl: null,
    timeoutMs: 1,
    conversation: true,
    safety: [],
    name,
    otherNames,
  }) as const;

const KNOWN = knownPrices();

describe('the models that people can choose', () => {
  it('the models are the configured one and then the others, each once, with what they can do', () => {
    const names = ['gemini-3-pro-image', 'a-newer-image', 'a-newer-image', 'usual'];
    const models = offeredModels(gemini('usual', names), KNOWN);
    expect(models.map(({ name }) => name)).toEqual([
      'usual',
      'gemini-3-pro-image',
      'a-newer-image',
    ]);
    expect(models[1]).toMatchObject({ imageSizes: ['1K', '2K', '4K'], thinkingLevels: [] });
    expect(models[1]).not.toHaveProperty('maxReferencePictures');
    expect(models[2]?.aspectRatios).toHaveLength(10);
    expect(models.map(({ prices }) => prices?.microDollars['4K'])).toEqual([
      undefined,
      240_000,
      undefined,
    ]);
  });

  it('the offline model is the only one, and has ratios and sizes', () => {
    const models = offeredModels({ kind: 'offline' }, KNOWN);
    expect(models.map(({ name }) => name)).toEqual(['offline-sketch']);
    expect(models[0].aspectRatios).toContain('16:9');
    expect(models[0].imageSizes).toEqual(['1K', '2K', '4K']);
  });
});
