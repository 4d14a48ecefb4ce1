import { describe, expect, it } from '@jest/globals';

import type { ImageCompression } from '../../../src/config/image-compression.js';
import { DELIVERY_MAX_BYTES, OutputRecorder } from '../../../src/generation/run/output-recorder.js';
import type { PaidAnswer } from '../../../src/generation/run/charged-calls.js';
import { sharedImaging } from '../../support/imaging.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { FakeClock } from '../../support/fake-clock.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { memoryModelTurns } from '../../support/memory-model-turns.js';
import { busy } from '../../support/memory-persistence.js';
import { noise, photo, picture } from '../../support/pictures.js';
import { generation, INTERACTION_ID, LEASE, making as madeFrom } from '../../support/states.js';

function setUp(compression: ImageCompression = 'off', turnsLike = {}) {
  const store = new MemoryImageStore();
  const imaging = sharedImaging();
  const { turns, kept } = memoryModelTurns(turnsLike);
  const recorder = new OutputRecorder(store, imaging, compression, new FakeClock(), turns);
  return { store, recorder, kept };
}

const ANSWER: PaidAnswer = {
  picture: textPicture('made'),
  text: 'Here you are.',
  model: 'a model',
  usage: null,
  price: null,
  thread: null,
};

describe('a picture that a model made', () => {
  it('the recorder stores a picture in its original bytes, with what made it', async () => {
    const { store, recorder } = setUp();
    const item = await recorder.record(INTERACTION_ID, generation(), ANSWER);
    expect(item).toEqual({
      origin: 'generated',
      image: expect.objectContaining({ key: expect.stringContaining('_generated_') }),
      deliveryImage: null,
      promptUsed: 'a lighthouse',
      styleKey: null,
      model: 'a model',
      text: 'Here you are.',
      making: madeFrom(),
      createdAt: '2026-11-24T12:00:00.000Z',
    });
    expect([...store.images.values()]).toEqual([ANSWER.picture.bytes]);
  });

  it('the recorder keeps what the model needs to go on from the picture, and how many turns came before', async () => {
    const { recorder, kept } = setUp();
    const answer = { ...ANSWER, thread: { kept: 'a signature', earlier: 2 } };
    const { image, making } = await recorder.record(INTERACTION_ID, generation(), answer);
    expect(making?.thread).toBe(2);
    expect([...kept]).toEqual([[image.key, 'a signature']]);
  });

  it('the recorder does not say that a picture can be gone on from where nothing could be kept', async () => {
    const { recorder } = setUp('off', { refuses: true });
    const answer = { ...ANSWER, thread: { kept: 'a signature', earlier: 0 } };
    const { making } = await recorder.record(INTERACTION_ID, generation(), answer);
    expect(making?.thread).toBeNull();
  });

  it('the recorder keeps nothing for a picture that it compresses, because other bytes were signed', async () => {
    const { recorder, kept } = setUp('lossless');
    const answer = {
      ...ANSWER,
      picture: await picture(photo(64, 48)),
      thread: { kept: 's', earlier: 0 },
    };
    const { image, making } = await recorder.record(INTERACTION_ID, generation(), answer);
    expect([image.mediaType, making?.thread, kept.size]).toEqual(['image/webp', null, 0]);
  });

  it('the recorder stores how long a picture took, and its tokens by kind', async () => {
    const { recorder } = setUp();
    const usage = {
      promptTokens: 11,
      outputTokens: 1290,
      imageTokens: 1120,
      textTokens: 170,
      thoughtTokens: 40,
      totalTokens: 1341,
    };
    const lease = { ...LEASE, since: '2026-11-24T11:59:48.000Z' };
    const answer = { ...ANSWER, usage };
    const item = await recorder.record(INTERACTION_ID, generation({ lease }), answer);
    expect(item.making).toMatchObject({
      tokens: { prompt: 11, image: 1120, text: 170, thoughts: 40 },
      durationMs: 12_000,
    });
  });

  it('the recorder stores a picture once, in fewer bytes, where that is asked for', async () => {
    const { store, recorder } = setUp('lossless');
    const made = await picture(photo(320, 240).png());
    const answer = { ...ANSWER, picture: made };
    const { image, deliveryImage } = await recorder.record(INTERACTION_ID, generation(), answer);
    expect(image).toMatchObject({ mediaType: 'image/webp', width: 320, height: 240 });
    expect(image.byteSize).toBeLessThan(made.bytes.length);
    expect(deliveryImage).toBeNull();
    expect(store.images.size).toBe(1);
  });

  it('the recorder stores a picture as it is where it cannot be made smaller', async () => {
    const { store, recorder } = setUp('lossless');
    const broken = { ...ANSWER, picture: textPicture('no pixels') };
    await recorder.record(INTERACTION_ID, generation(), broken);
    expect([...store.images.values()]).toEqual([broken.picture.bytes]);
  });

  it('the recorder calls a picture styled where a style made it', async () => {
    const { recorder } = setUp();
    const asked = generation({ styleKey: 'neon' });
    const item = await recorder.record(INTERACTION_ID, asked, ANSWER);
    expect(item).toMatchObject({ origin: 'styled', styleKey: 'neon' });
    expect(item.image.key).toContain('_styled_');
  });

  it('the recorder makes a smaller copy for delivery only where Discord would refuse the picture', async () => {
    const { store, recorder } = setUp();
    const large = await picture(noise(2200, 2000));
    expect(large.bytes.length).toBeGreaterThan(DELIVERY_MAX_BYTES);
    const answer = { ...ANSWER, picture: large };
    const item = await recorder.record(INTERACTION_ID, generation(), answer);
    expect(store.images.get(item.image.key)).toEqual(large.bytes);
    expect(item.deliveryImage?.byteSize).toBeLessThanOrEqual(DELIVERY_MAX_BYTES);
    expect(item.deliveryImage?.key).toContain('_delivery_');
    expect(store.images.size).toBe(2);
  });

  it('the recorder records nothing when a picture cannot be stored', async () => {
    const { store, recorder } = setUp();
    const failure = busy();
    store.failures.push(failure);
    const recording = recorder.record(INTERACTION_ID, generation(), ANSWER);
    expect(await appErrorOf(recording)).toBe(failure);
  });
});
