import { afterEach, describe, expect, it, jest } from '@jest/globals';

import type { GenerationSource } from '../../../src/interactions/generation-source.js';
import type { ModelRequest } from '../../../src/generation/models/image-model.js';
import type { ChargedCalls, PaidAnswer } from '../../../src/generation/run/charged-calls.js';
import type { OutputRecorder } from '../../../src/generation/run/output-recorder.js';
import { ModelRequests } from '../../../src/generation/run/model-requests.js';
import { offeredModels } from '../../../src/generation/models/offered-models.js';
import { PictureMaker } from '../../../src/generation/run/picture-maker.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { blocked } from '../../support/generation-doubles.js';
import {
  imageDamaged,
  imageMissing,
  MemoryImageStore,
  textPicture,
} from '../../support/memory-image-store.js';
import { memoryModelTurns } from '../../support/memory-model-turns.js';
import { busy } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';
import {
  generation,
  inputItem,
  INTERACTION_ID,
  outputItem,
  resultState,
} from '../../support/states.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';

const SIGNAL = new AbortController().signal;
const ANSWER: PaidAnswer = {
  picture: textPicture('made'),
  text: 'Here.',
  model: 'a model',
  usage: null,
  price: null,
  thread: null,
};

afterEach(() => void jest.useRealTimers());

/** A maker over a result of two inputs, whose contact sheet and one output can be worked from. */
async function setUp(
  make: ChargedCalls['make'] = async () => ANSWER,
  record: OutputRecorder['record'] = async () => outputItem(),
) {
  const store = new MemoryImageStore();
  const put = (name: string, n: number) =>
    store.put(INTERACTION_ID, { kind: 'input', n }, textPicture(name));
  const inputs = [await put('first', 0), await put('second', 1)];
  const sheet = await put('sheet', 2);
  const output = await put('output', 3);
  const copy = await put('smaller copy', 4);
  const state = resultState(0, {
    inputs,
    outputs: [inputItem({ image: sheet }), outputItem({ image: output, deliveryImage: copy })],
  });
  const requests: [ModelRequest, AbortSignal][] = [];
  const calls = strictDouble<ChargedCalls>('ChargedCalls', {
    make: (...args) => {
      const [, , request, signal] = args;
      requests.push([request, signal]);
      return make(...args);
    },
  });
  const recorded: unknown[] = [];
  const recorder = strictDouble<OutputRecorder>('OutputRecorder', {
    record: (...args) => {
      recorded.push(args);
      return record(...args);
    },
  });
  const logger = new RecordingLogger();
  const { turns } = memoryModelTurns();
  const asked = new ModelRequests(
    store,
    turns,
    offeredModels({ kind: 'offline' }, new Map()),
    logger,
  );
  const maker = new PictureMaker(asked, calls, recorder, logger);
  const makeFrom = (source: GenerationSource) => maker.make(state, generation({ source }), SIGNAL);
  const picturesFor = async (source: GenerationSource) => {
    await makeFrom(source);
    return requests.at(-1)?.[0].pictures;
  };
  return { store, state, maker, requests, recorded, makeFrom, picturesFor };
}

describe('the picture maker', () => {
  it('the maker asks the model once, with all that was asked for, and stores the answer', async () => {
    const { state, maker, requests, recorded } = await setUp();
    const settings = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', model: 'another model' };
    const source = { kind: 'inputs' } as const;
    const requestedBy = '30000000000000001';
    const about = { prompt: 'neon!', styleKey: 'neon', settings };
    const asked = generation({ ...about, source, requestedBy });
    expect(await maker.make(state, asked, SIGNAL)).toEqual(outputItem());
    const pictures = [textPicture('first'), textPicture('second')];
    // Who asked may be another person than the card's.
    const request = { ...about, pictures, variant: state.outputs.length, personId: requestedBy };
    expect(requests).toEqual([[request, SIGNAL]]);
    expect(recorded).toEqual([[state.id, asked, ANSWER]]);
  });

  it('the maker waits for a disk that hangs no longer than its signal allows', async () => {
    const { state, store, maker, requests } = await setUp();
    store.get = () => new Promise<never>(() => undefined);
    const cancel = new AbortController();
    const made = maker.make(state, generation({ source: { kind: 'inputs' } }), cancel.signal);
    cancel.abort(new Error('called off'));
    await expect(made).rejects.toThrow('called off');
    expect(requests).toEqual([]);
  });

  it('the maker stores nothing when the model fails', async () => {
    const refusal = blocked();
    const { makeFrom, recorded } = await setUp(() => Promise.reject(refusal));
    expect(await appErrorOf(makeFrom({ kind: 'none' }))).toBe(refusal);
    expect(recorded).toEqual([]);
  });

  it('the maker offers a paid picture to a failing storage again, and asks no model twice', async () => {
    jest.useFakeTimers();
    const failures = [busy(), busy(), busy()];
    const { makeFrom, requests } = await setUp(undefined, async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return outputItem();
    });
    const made = makeFrom({ kind: 'none' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await made).toEqual(outputItem());
    expect(requests).toHaveLength(1);
    failures.push(...Array.from({ length: 50 }, busy));
    const lost = appErrorOf(makeFrom({ kind: 'none' }));
    await jest.advanceTimersByTimeAsync(200_000);
    expect(await lost).toMatchObject({ code: 'storage.picture_not_stored', retryable: true });
  });
});

describe('the pictures that the model works from', () => {
  it('the model gets no picture for a text alone', async () => {
    const { picturesFor } = await setUp();
    expect(await picturesFor({ kind: 'none' })).toEqual([]);
  });

  it('the model gets the inputs themselves, in their order, never the contact sheet', async () => {
    const { picturesFor } = await setUp();
    const pictures = [textPicture('first'), textPicture('second')];
    expect(await picturesFor({ kind: 'inputs' })).toEqual(pictures);
  });

  it('the model gets the original of an output, never its smaller copy', async () => {
    const { picturesFor } = await setUp();
    expect(await picturesFor({ kind: 'output', index: 1 })).toEqual([textPicture('output')]);
  });

  it.each([
    ['missing', imageMissing()],
    ['damaged', imageDamaged()],
  ])('the maker asks no model when one of the pictures is %s', async (_name, failure) => {
    const { store, makeFrom, requests } = await setUp();
    store.failures.push(failure);
    const error = await appErrorOf(makeFrom({ kind: 'inputs' }));
    expect(error).toMatchObject({ code: 'state.source_missing', retryable: false, cause: failure });
    expect(error.userMessage).toContain('I asked no model');
    expect(requests).toEqual([]);
  });

  it('the maker asks no model when there is no such output', async () => {
    const { makeFrom, requests } = await setUp();
    const error = await appErrorOf(makeFrom({ kind: 'output', index: 9 }));
    expect(error.code).toBe('state.source_missing');
    expect(requests).toEqual([]);
  });

  it('the maker says that a picture is out of reach for now when the store fails', async () => {
    const { store, makeFrom, requests } = await setUp();
    const failure = busy();
    store.failures.push(failure);
    expect(await appErrorOf(makeFrom({ kind: 'inputs' }))).toBe(failure);
    expect(requests).toEqual([]);
  });
});
