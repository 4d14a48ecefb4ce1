import { describe, expect, it } from '@jest/globals';

import type { ImageModel, ModelRequest } from '../../src/generation/image-model.js';
import type { OutputRecorder } from '../../src/generation/output-recorder.js';
import { PictureMaker } from '../../src/generation/picture-maker.js';
import { SourcePictures } from '../../src/generation/source-pictures.js';
import { appErrorOf } from '../support/app-error-of.js';
import { blocked } from '../support/generation-doubles.js';
import { MemoryImageStore, textPicture } from '../support/memory-image-store.js';
import { strictDouble } from '../support/strict-double.js';
import { generation, INTERACTION_ID, interactionState, outputItem } from '../support/states.js';

const SIGNAL = new AbortController().signal;

async function setUp() {
  const store = new MemoryImageStore();
  const input = await store.put(INTERACTION_ID, { kind: 'input', n: 0 }, textPicture('input'));
  const state = interactionState({ inputs: [input] });
  const asked = generation({ source: { kind: 'inputs' }, prompt: 'neon!', styleKey: 'neon' });
  return { store, state, asked };
}

describe('making a picture', () => {
  it('asks the model once, with wording, pictures and style, and stores the answer', async () => {
    const { store, state, asked } = await setUp();
    const requests: [ModelRequest, AbortSignal][] = [];
    const answer = { picture: textPicture('made'), text: 'Here.', usage: null };
    const model = strictDouble<ImageModel>('ImageModel', {
      name: 'a model',
      generate: async (...args) => {
        requests.push(args);
        return answer;
      },
    });
    const recorded: unknown[] = [];
    const recorder = strictDouble<OutputRecorder>('OutputRecorder', {
      record: async (...args) => {
        recorded.push(args);
        return outputItem();
      },
    });
    const maker = new PictureMaker(new SourcePictures(store), model, recorder);
    expect(await maker.make(state, asked, SIGNAL)).toEqual(outputItem());
    expect(requests).toEqual([
      [{ prompt: 'neon!', pictures: [textPicture('input')], styleKey: 'neon' }, SIGNAL],
    ]);
    expect(recorded).toEqual([[INTERACTION_ID, asked, 'a model', answer]]);
  });

  it('never asks a model when a picture to work from is missing', async () => {
    const { store, state, asked } = await setUp();
    store.images.clear();
    const model = strictDouble<ImageModel>('ImageModel', {});
    const recorder = strictDouble<OutputRecorder>('OutputRecorder', {});
    const maker = new PictureMaker(new SourcePictures(store), model, recorder);
    const error = await appErrorOf(maker.make(state, asked, SIGNAL));
    expect(error.code).toBe('state.source_missing');
    expect(error.sentence).toContain('I asked no model');
  });

  it('stores nothing when the model fails', async () => {
    const { store, state, asked } = await setUp();
    const refusal = blocked();
    const model = strictDouble<ImageModel>('ImageModel', {
      generate: () => Promise.reject(refusal),
    });
    const recorder = strictDouble<OutputRecorder>('OutputRecorder', {});
    const maker = new PictureMaker(new SourcePictures(store), model, recorder);
    expect(await appErrorOf(maker.make(state, asked, SIGNAL))).toBe(refusal);
  });
});
