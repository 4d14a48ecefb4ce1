import { expect, it } from '@jest/globals';
import sharp from 'sharp';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview, result } from '../support/e2e-cards.js';
import { placeOf, cancelledBy, statusOf } from '../support/e2e-card-look.js';
import { shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { blockedOutput, picture } from '../support/gemini-answers.js';
import { gate } from '../support/gate.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/** Asks for four pictures in the settings of a card. */
async function four(person: Person, card: SeenMessage, button = '⚙️'): Promise<void> {
  await (await person.openModal(card, button)).submit({ Number: '4' });
}

const line = ({ description }: SeenMessage) => description?.split('\n')[0];
const isOfFour = (card: SeenMessage) => line(card)?.startsWith('4 pictures · ') === true;

async function drawn(): Promise<Buffer> {
  return photo(64, 48).png().toBuffer();
}

it('four pictures are made for one request, shown first on one contact sheet, and then one by one', async () => {
  const { gemini, ann, ben } = room();
  const card = await preview(ann, 'a cat');
  await four(ann, card);
  expect(card.footer).toMatch(/^4 pictures · ≈ \$0\.14 · Persistent Session ID: /);
  await ann.click(card, 'Process Prompt');
  await card.changed(() => isOfFour(card));
  expect(gemini.requests).toHaveLength(4);
  expect(line(card)).toMatch(/^4 pictures · 1–4 of 4 · for <@/);
  const sheet = await sharp(await card.picture()).metadata();
  expect([sheet.format, Math.max(sheet.width, sheet.height)]).toEqual(['jpeg', 1024]);
  const seen = new Set([card.pictureName]);
  for (const place of ['1 of 4', '2 of 4', '3 of 4', '4 of 4']) {
    await ben.click(card, '➡️');
    expect(placeOf(card)).toBe(place);
    seen.add(card.pictureName);
  }
  expect(seen.size).toBe(5);
  expect(card.button('➡️').disabled).toBe(true);
  await ben.select(card, '2 · a cat');
  expect(placeOf(card)).toBe('2 of 4');
});

it('three of four pictures are kept where one fails, and the card says why', async () => {
  const { gemini, ann } = room();
  const card = await result(ann, 'a cat');
  await four(ann, card, 'Settings');
  const made = picture(await drawn());
  gemini.script(made, blockedOutput('IMAGE_OTHER'), made, made);
  await ann.click(card, 'Vary');
  await card.changed(() => /3 pictures/.test(line(card) ?? ''));
  expect(statusOf(card)).toBe(
    '⚠️ 3 of 4 pictures: The model failed to make a picture and gave no reason.',
  );
  expect(line(card)).toMatch(/^🎛️ Variation · 3 pictures · 2–4 of 4 · /);
});

it('Cancel stops the rest of four pictures, and keeps those that were made', async () => {
  const { gemini, ann } = room();
  const card = await preview(ann, 'a cat');
  await four(ann, card);
  const slow = gate();
  const made = picture(await drawn());
  gemini.script(made, made, { kind: 'later', after: slow.opened, answer: made });
  await ann.click(card, 'Process Prompt');
  await gemini.received(3);
  await ann.click(card, 'Cancel');
  expect(statusOf(card)).toBe(`${cancelledBy(ann)} · 2 of 4 pictures`);
  expect(line(card)).toMatch(/^2 pictures · 1–2 of 2 · /);
  slow.open();
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('1 of 2');
});

it('after a SIGKILL, only the missing ones of four pictures are asked for again', async () => {
  const { world, sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  await four(ann, card);
  const made = picture(await drawn());
  gemini.script(made, made, { kind: 'hang' });
  await ann.click(card, 'Process Prompt');
  await gemini.received(3);
  await world.killAndRestart();
  await card.changed(() => isOfFour(card));
  expect(gemini.requests).toHaveLength(5);
  await ann.click(card, '➡️');
  expect(placeOf(card)).toBe('1 of 4');
});
