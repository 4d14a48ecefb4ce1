import { afterEach, describe, expect, it, jest } from '@jest/globals';

import type { ImageModel, ModelRequest } from '../../../src/generation/models/image-model.js';
import type { ModelHealth } from '../../../src/generation/model-health.js';
import type { OutputRecorder } from '../../../src/generation/run/output-recorder.js';
import { PictureMaker } from '../../../src/generation/run/picture-maker.js';
import { SourcePictures } from '../../../src/generation/run/source-pictures.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { blocked } from '../../support/generation-doubles.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { busy } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';
import { generation, INTERACTION_ID, interactionState, outputItem } from '../../support/states.js';

const SIGNAL = new AbortController().signal;

const health = () => strictDouble<ModelHealth>('ModelHealth', { observe: async (call) => call() });

function makerOf(store: MemoryImageStore, model: ImageModel, recorder: OutputRecorder) {
  const sources = new SourcePictures(store);
  return new PictureMaker(sources, model, health(), recorder, new RecordingLogger());
}

async function setUp() {
  const store = new MemoryImageStore();
  const input = await store.put(INTERACTION_ID, { kind: 'input', n: 0 }, textPicture('input'));
  const state = interactionState({ inputs: [input] });
  const asked = generation({ source: { kind: 'inputs' }, prompt: 'neon!', styleKey: 'neon' });
  return { store, state, asked };
}

afterEach(() => void jest.useRealTimers());

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
    const maker = makerOf(store, model, recorder);
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
    const maker = makerOf(store, model, recorder);
    const error = await appErrorOf(maker.make(state, asked, SIGNAL));
    expect(error.code).toBe('state.source_missing');
    expect(error.userMessage).toContain('I asked no model');
  });

  it('stores nothing when the model fails', async () => {
    const { store, state, asked } = await setUp();
    const refusal = blocked();
    const model = strictDouble<ImageModel>('ImageModel', {
      generate: () => Promise.reject(refusal),
    });
    const recorder = strictDouble<OutputRecorder>('OutputRecorder', {});
    const maker = makerOf(store, model, recorder);
    expect(await appErrorOf(maker.make(state, asked, SIGNAL))).toBe(refusal);
  });

  it('offers a picture that was paid for to a failing storage again, and asks no model twice', async () => {
    jest.useFakeTimers();
    const { store, state, asked } = await setUp();
    let calls = 0;
    const model = strictDouble<ImageModel>('ImageModel', {
      name: 'a model',
      generate: async () => {
        calls += 1;
        return { picture: textPicture('made'), text: null, usage: null };
      },
    });
    const failures = [busy(), busy(), busy()];
    const recorder = strictDouble<OutputRecorder>('OutputRecorder', {
      record: async () => {
        const failure = failures.shift();
        if (failure) throw failure;
        return outputItem();
      },
    });
    const maker = makerOf(store, model, recorder);
    const made = maker.make(state, asked, SIGNAL);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await made).toEqual(outputItem());
    expect(calls).toBe(1);
    failures.push(...Array.from({ length: 50 }, busy));
    const lost = appErrorOf(maker.make(state, asked, SIGNAL));
    await jest.advanceTimersByTimeAsync(200_000);
    expect(await lost).toMatchObject({ code: 'storage.picture_not_stored', retryable: true });
  });
});
