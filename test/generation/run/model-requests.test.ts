import { describe, expect, it } from '@jest/globals';

import { ModelRequests } from '../../../src/generation/run/model-requests.js';
import type { OfferedModels } from '../../../src/interactions/offered-models.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { imageMissing, MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { busy } from '../../support/memory-persistence.js';
import { memoryModelTurns } from '../../support/memory-model-turns.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import {
  generation,
  INTERACTION_ID,
  making,
  outputItem,
  resultState,
} from '../../support/states.js';

const MODELS: OfferedModels = [
  { name: 'a model', aspectRatios: [], imageSizes: [], thinkingLevels: [], maxThreadPictures: 14 },
];

/** A result of one input and three outputs, each made from the one before. */
async function setUp() {
  const store = new MemoryImageStore();
  const { turns, kept } = memoryModelTurns();
  const logger = new RecordingLogger();
  const input = await store.put(INTERACTION_ID, { kind: 'input', n: 0 }, textPicture('input'));
  const images = [];
  for (const n of [0, 1, 2]) {
    const image = await store.put(
      INTERACTION_ID,
      { kind: 'output', name: 'generated' },
      textPicture(`output ${n}`),
    );
    images.push(image);
    kept.set(image.key, `kept ${n}`);
  }
  const outputs = images.map((image, n) =>
    outputItem({
      image,
      model: 'a model',
      promptUsed: `prompt ${n}`,
      making: making({
        source: n === 0 ? { kind: 'inputs' } : { kind: 'output', index: n - 1 },
        thread: n,
      }),
    }),
  );
  const state = resultState(2, { inputs: [input], outputs });
  const requests = new ModelRequests(store, turns, MODELS, logger);
  const asked = generation({
    prompt: 'at night',
    source: { kind: 'output', index: 2 },
    goesOn: true,
  });
  return { store, kept, images, logger, requests, state, asked, turns };
}

const turn = (n: number, ...from: string[]) => ({
  prompt: `prompt ${n}`,
  pictures: from.map(textPicture),
  picture: textPicture(`output ${n}`),
  kept: `kept ${n}`,
});

describe('what a model is asked', () => {
  it('a model is sent the turns that led to the picture, and the picture itself in case it refuses them', async () => {
    const { requests, state, asked } = await setUp();
    const request = await requests.of(state, asked);
    expect(request.pictures).toEqual([textPicture('output 2')]);
    expect(request.earlier).toEqual([turn(0, 'input'), turn(1), turn(2)]);
  });

  it('a model is sent no turns for a generation that does not go on', async () => {
    const { requests, state, asked } = await setUp();
    expect(await requests.of(state, { ...asked, goesOn: false })).not.toHaveProperty('earlier');
  });

  it('a model is sent the turns behind one of which nothing is kept any more', async () => {
    const { requests, state, asked, kept, images } = await setUp();
    kept.delete(images[1]!.key);
    expect((await requests.of(state, asked)).earlier).toEqual([turn(2, 'output 1')]);
    kept.delete(images[2]!.key);
    expect(await requests.of(state, asked)).not.toHaveProperty('earlier');
  });

  it('a model is sent the picture alone where one of an earlier turn is missing', async () => {
    const { requests, state, asked, store, images, logger } = await setUp();
    store.images.delete(images[0]!.key);
    const request = await requests.of(state, asked);
    expect(request.pictures).toEqual([textPicture('output 2')]);
    expect(request).not.toHaveProperty('earlier');
    expect(logger.messages('warn')).toEqual(['Earlier turns are left out']);
  });

  it('a model is asked nothing without the picture that the prompt is about, or while the storage fails', async () => {
    const { requests, state, asked, store } = await setUp();
    store.failures.push(imageMissing());
    expect(await appErrorOf(requests.of(state, asked))).toMatchObject({
      code: 'state.source_missing',
    });
    store.get = (image) =>
      image.key === state.outputs[2]!.image.key
        ? Promise.resolve(Buffer.from('output 2'))
        : Promise.reject(busy());
    expect(await appErrorOf(requests.of(state, asked))).toMatchObject({ code: 'storage.busy' });
  });
});
