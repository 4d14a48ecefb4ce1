import { describe, expect, it } from '@jest/globals';

import { offeredModels } from '../../../src/generation/models/offered-models.js';

const gemini = (name: string, otherNames: readonly string[]) =>
  ({
    kind: 'gemini',
    apiKey: 'k',
    baseUrl: null,
    timeoutMs: 1,
    conversation: true,
    name,
    otherNames,
  }) as const;

describe('the models that people can choose', () => {
  it('the models are the configured one and then the others, each once, with what they can do', () => {
    const names = ['gemini-3-pro-image', 'a-newer-image', 'a-newer-image', 'usual'];
    const models = offeredModels(gemini('usual', names));
    expect(models.map(({ name }) => name)).toEqual([
      'usual',
      'gemini-3-pro-image',
      'a-newer-image',
    ]);
    expect(models[1]).toMatchObject({ imageSizes: ['1K', '2K', '4K'], thinkingLevels: [] });
    expect(models[1]).not.toHaveProperty('maxReferencePictures');
    expect(models[2]?.aspectRatios).toHaveLength(10);
  });

  it('the offline model is the only one, and has ratios', () => {
    const models = offeredModels({ kind: 'offline' });
    expect(models.map(({ name }) => name)).toEqual(['offline model']);
    expect(models[0].aspectRatios).toContain('16:9');
  });
});
