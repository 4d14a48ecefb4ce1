import { randomBytes } from 'node:crypto';

import { expect, it } from '@jest/globals';
import sharp from 'sharp';

import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { picture } from '../support/gemini-answers.js';
import { placeOf } from '../support/e2e-card-look.js';

const ANSWER = { method: 'POST', route: '/interactions/:id/:token/callback' } as const;
const BY_TOKEN = { method: 'PATCH', route: '/webhooks/:id/:token/messages/:id' } as const;
const MESSAGES = { method: 'POST', route: '/channels/:id/messages' } as const;
const FILES = { carrying: 'file' } as const;
const MEGABIT_BYTES_PER_SECOND = 125_000;

const room = shareGeminiWorld();

/** A picture of about 800 KB that no compression makes smaller. */
async function noise(): Promise<Buffer> {
  const [width, height] = [512, 512];
  const raw = { width, height, channels: 3 } as const;
  return sharp(randomBytes(width * height * 3), { raw })
    .png()
    .toBuffer();
}

it('a click whose answer has a large picture is answered in time over a slow line, and the picture is sent once', async () => {
  const { sandbox, gemini, ann } = room();
  gemini.script(picture(await noise()), picture(await noise()));
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  sandbox.requests.clear();
  sandbox.faults.bytesPerSecond = MEGABIT_BYTES_PER_SECOND;

  const upload = sandbox.requests.begun({ ...BY_TOKEN, ...FILES });
  expect((await ann.click(card, '⬅️')).kind).toBe('deferredUpdate');
  await upload;
  expect(placeOf(card)).toBe('2 of 2');
  sandbox.clock.advance(10_000);
  await card.changed(() => placeOf(card) === '1 of 2');
  expect(sandbox.requests.count(FILES)).toBe(1);
  expect(sandbox.requests.count({ ...ANSWER, ...FILES })).toBe(0);
});

it('a picture that the line does not carry comes as a smaller copy, and the card says so', async () => {
  const { sandbox, gemini, ann } = room();
  gemini.script(picture(await noise()));
  const card = await preview(ann, 'a cat');
  const atLeastBytes = 256 * 1024;
  sandbox.faults.add({ carrying: { atLeastBytes }, effect: { kind: 'cut' }, times: Infinity });
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(card.description).toContain('smaller copy');
  expect((await card.picture()).length).toBeLessThanOrEqual(128 * 1024);

  sandbox.faults.clear();
  await ann.click(card, '➡️', { force: true });
  await card.changed(() => card.description?.includes('smaller copy') === false);
  expect((await card.picture()).length).toBeGreaterThan(atLeastBytes);
});

it('a card whose post is repeated names its picture once', async () => {
  const { sandbox, ann } = room();
  const effect = { kind: 'status', status: 500 } as const;
  sandbox.faults.add({ ...MESSAGES, effect, times: 5 });
  const files = [{ name: 'photo.png', bytes: await noise() }];
  const card = await preview(ann, 'make it blue', { files });
  expect(card.pictureName).toBeDefined();
  expect(sandbox.requests.matching(MESSAGES).map(({ status }) => status)).not.toContain(400);
});

it('an answer that goes by the channel after its token failed names its picture once', async () => {
  const { sandbox, ann } = room();
  const card = await result(ann, 'a cat');
  await restyle(ann, card, 'Sketch');
  sandbox.requests.clear();
  sandbox.faults.add({ ...ANSWER, effect: { kind: 'status', status: 500 }, times: 4 });
  const clicked = ann.click(card, '⬅️').catch(String);
  await card.changed(() => placeOf(card) === '1 of 2');
  sandbox.clock.advance(3_001);
  expect(await clicked).toContain('did not answer within 3 s');
  expect(sandbox.requests.all.map(({ status }) => status)).not.toContain(400);
});
