import { expect, it } from '@jest/globals';

import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { photo } from '../support/pictures.js';
import { interactionIdOf, nextPromptOf, placeOf, statusOf } from '../support/e2e-card-look.js';

const room = shareWorld();

it('Process Prompt shows at once that the bot works, then turns the card into the result', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a lighthouse');
  const interactionId = interactionIdOf(card);
  const answer = await ann.click(card, 'Process Prompt');
  expect(answer.kind).toBe('update');
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
  expect(card.title).toBe('a lighthouse');
  expect(card.description).toBe(`1 of 1 · for <@${ann.user.id}>`);
  expect(card.field('The model says')).toMatch(/^Offline sketch, .*GOOGLE\\?_API\\?_KEY\.$/);
  expect(card.footer).toMatch(/^offline-sketch · \d+ × \d+ · Persistent Session ID: /);
  expect(interactionIdOf(card)).toBe(interactionId);
  expect(card.button('⬅️').disabled).toBe(true);
  expect(card.button('➡️').disabled).toBe(true);
  expect(card.button('Process Prompt').disabled).toBe(false);
  expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
});

it('Process Prompt disables every component but Cancel while the bot works', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a lighthouse');
  const working = card.changed(() => statusOf(card)?.startsWith('🍌 Making') ?? false);
  await ann.click(card, 'Process Prompt');
  await working;
  await finished(card);
  const patches = sandbox.requests.matching({ route: /callback$/ });
  const body = JSON.stringify(patches.at(-1)?.body);
  expect(body.match(/"disabled":true/g)).toHaveLength(3);
});

it('Process Prompt goes on from the output shown, and only ever appends', async () => {
  const { ann } = room();
  const bytes = await photo().jpeg().toBuffer();
  const card = await result(ann, 'a garden', { files: [{ name: 'photo.jpg', bytes }] });
  expect(placeOf(card)).toBe('2 of 2');
  await ann.click(card, '⬅️');
  expect(placeOf(card)).toBe('1 of 2');
  expect(card.description).toMatch(/^Original · 1 of 2 · /);
  await restyle(ann, card, 'Sketch');
  expect(placeOf(card)).toBe('3 of 3');
  expect(card.description).toMatch(/^✏️ Sketch · 3 of 3 · /);
  expect(card.title).toBe('a garden');
  const shown = [];
  for (const button of ['⬅️', '⬅️', '➡️', '➡️']) {
    await ann.click(card, button);
    shown.push(placeOf(card));
  }
  expect(shown).toEqual(['2 of 3', '1 of 3', '2 of 3', '3 of 3']);
  expect(card.button('➡️').disabled).toBe(true);
});

it('Edit Prompt opens a modal with the current prompt, and its submit changes the card', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  expect(modal.title).toBe('Edit Prompt');
  expect(modal.inputs[0]).toMatchObject({ value: 'a cat', maxLength: 4000 });
  await modal.submit({ prompt: 'a dog' });
  expect(card.title).toBe('a dog');
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(card.title).toBe('a dog');
  expect(nextPromptOf(card)).toBeUndefined();
});

it('Edit Prompt takes prompts of 4,000 characters', async () => {
  const { ann } = room();
  const card = await result(ann, 'a cat');
  const prompt = 'long '.repeat(800).trim();
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt });
  expect(nextPromptOf(card)?.startsWith('long long')).toBe(true);
  expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe(prompt);
});

it('Edit Prompt keeps the old prompt when there would be nothing left to work from', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  const { ephemeral } = await modal.submit({ prompt: '  ' });
  expect(ephemeral?.content).toContain('I need a prompt');
  expect(card.title).toBe('a cat');
});

it('a style works on prompt and pictures on the preview, and on the output shown on the result', async () => {
  const { ann } = room();
  const bytes = await photo().jpeg().toBuffer();
  const card = await preview(ann, 'in autumn', { files: [{ name: 'photo.jpg', bytes }] });
  await restyle(ann, card, 'Watercolor');
  expect(card.title).toBe('in autumn');
  expect(card.description).toMatch(/^💧 Watercolor · 2 of 2 · /);
  await restyle(ann, card, 'Neon');
  expect(card.description).toMatch(/^💡 Neon · 3 of 3 · /);
  expect(placeOf(card)).toBe('3 of 3');
});

it('anyone who sees a card may use it', async () => {
  const { ann, ben } = room();
  const card = await result(ann, 'a cat');
  await restyle(ben, card, 'Sticker');
  expect(placeOf(card)).toBe('2 of 2');
});
