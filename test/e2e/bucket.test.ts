import { expect, it } from '@jest/globals';

import { hasPictureFiles, startBucket } from '../support/e2e-bucket.js';
import { lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const BUSY =
  'I could not do that: my picture store is busy. Nothing was changed; try again in a moment.';

it('cards work on a bucket, through a restart, and as soon as a bucket that failed is back', async () => {
  const bucket = await startBucket();
  const { world, sandbox, gemini } = await startWithGemini(bucket.env);
  const ann = sandbox.user('ann');
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const card = await result(ann, 'a cat', { files: [{ name: 'photo.jpg', bytes }] });
  await restyle(ann, card, 'Sketch');
  await restyle(ann, card, 'Neon');
  expect(placeOf(card)).toBe('4 of 4');
  expect([...bucket.objects.keys()].every((key) => /^bot\/(in|out)put_images\//.test(key))).toBe(
    true,
  );
  expect(bucket.objects.size).toBe(4);
  expect(hasPictureFiles(world)).toBe(false);

  await world.killAndRestart();
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('3 of 4');
  expect(card.pictureName).not.toBe('picture_unavailable.png');

  bucket.outage = { status: 503, code: 'SlowDown' };
  const before = lookOf(card);
  const refused = preview(ann, 'a cow', { files: [{ name: 'p.jpg', bytes }] });
  expect((await ann.click(card, '⬅️')).kind).toBe('deferredUpdate');
  expect((await ann.nextEphemeral()).content).toBe(BUSY);
  expect(lookOf(card)).toEqual(before);
  expect((await refused).content).toBe(BUSY);
  // What needs no picture works as ever.
  const waiting = await preview(ann, 'a dog');
  await ann.click(waiting, 'Process Prompt');
  await world.bot.logged('Retrying');
  bucket.outage = null;
  await finished(waiting);
  expect(placeOf(waiting)).toBe('1 of 1');
  expect(gemini.requests).toHaveLength(4);
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('2 of 4');
});
