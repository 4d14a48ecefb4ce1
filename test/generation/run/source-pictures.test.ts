import { describe, expect, it } from '@jest/globals';

import { SourcePictures } from '../../../src/generation/run/source-pictures.js';
import { appErrorOf } from '../../support/app-error-of.js';
import {
  imageDamaged,
  imageMissing,
  MemoryImageStore,
  textPicture,
} from '../../support/memory-image-store.js';
import { busy } from '../../support/memory-persistence.js';
import { inputItem, INTERACTION_ID, outputItem, resultState } from '../../support/states.js';

async function setUp() {
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
  return { store, state, pictures: new SourcePictures(store) };
}

describe('the pictures that a generation works from', () => {
  it('are none for a text alone', async () => {
    const { state, pictures } = await setUp();
    expect(await pictures.read(state, { kind: 'none' })).toEqual([]);
  });

  it('are the inputs themselves, in their order, never the contact sheet', async () => {
    const { state, pictures } = await setUp();
    expect(await pictures.read(state, { kind: 'inputs' })).toEqual([
      textPicture('first'),
      textPicture('second'),
    ]);
  });

  it('are the original of an output, never its smaller copy', async () => {
    const { state, pictures } = await setUp();
    expect(await pictures.read(state, { kind: 'output', index: 1 })).toEqual([
      textPicture('output'),
    ]);
  });

  it.each([
    ['missing', imageMissing()],
    ['damaged', imageDamaged()],
  ])('are refused when one of them is %s', async (_name, failure) => {
    const { store, state, pictures } = await setUp();
    store.failures.push(failure);
    expect(await appErrorOf(pictures.read(state, { kind: 'inputs' }))).toMatchObject({
      code: 'state.source_missing',
      retryable: false,
      cause: failure,
    });
  });

  it('are refused when there is no such output', async () => {
    const { state, pictures } = await setUp();
    const reading = pictures.read(state, { kind: 'output', index: 9 });
    expect((await appErrorOf(reading)).code).toBe('state.source_missing');
  });

  it('are said to be out of reach, for now, when the store fails', async () => {
    const { store, state, pictures } = await setUp();
    const failure = busy();
    store.failures.push(failure);
    expect(await appErrorOf(pictures.read(state, { kind: 'inputs' }))).toBe(failure);
  });
});
