import { expect, it } from '@jest/globals';

import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { photo } from '../support/pictures.js';

const room = shareWorld();

it('Process Prompt shows at once that the bot works, then turns the card into the result', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a lighthouse');
  const { footer } = card;
  const answer = await ann.click(card, 'Process Prompt');
  expect(answer.kind).toBe('update');
  await finished(card);
  expect(card.title).toBe('Output 1 of 1');
  expect(card.description).toBe('a lighthouse');
  expect(card.field('Model')).toBe('offline model');
  expect(card.footer).toBe(footer);
  expect(card.button('⬅️').disabled).toBe(true);
  expect(card.button('➡️').disabled).toBe(true);
  expect(card.button('Process Prompt').disabled).toBe(false);
  expect(card.files.map(({ name }) => name)).toEqual([card.pictureName]);
});

it('Process Prompt disables every component while the bot works', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a lighthouse');
  const working = card.changed(() => card.field('Status') === '🍌 Making your picture…');
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
  expect(card.title).toBe('Output 2 of 2');
  await ann.click(card, '⬅️');
  expect(card.title).toBe('Output 1 of 2');
  expect(card.description).toBe('*What you sent.*');
  await restyle(ann, card, 'Sketch');
  expect(card.title).toBe('Output 3 of 3');
  expect(card.field('Style')).toBe('✏️ Sketch');
  expect(card.field('Current prompt')).toBe('a garden');
  const shown = [];
  for (const button of ['⬅️', '⬅️', '➡️', '➡️', '➡️']) {
    await ann.click(card, button);
    shown.push(card.title);
  }
  expect(shown).toEqual(['2', '1', '2', '3', '3'].map((n) => `Output ${n} of 3`));
});

it('Edit Prompt opens a modal with the current prompt, and its submit changes the card', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  expect(modal.title).toBe('Edit Prompt');
  expect(modal.inputs[0]).toMatchObject({ value: 'a cat', maxLength: 4000 });
  await modal.submit({ prompt: 'a dog' });
  expect(card.description).toBe('a dog');
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(card.description).toBe('a dog');
  expect(card.field('Current prompt')).toBeUndefined();
});

it('Edit Prompt takes prompts of 4,000 characters', async () => {
  const { ann } = room();
  const card = await result(ann, 'a cat');
  const prompt = 'long '.repeat(800).trim();
  await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt });
  expect(card.field('Current prompt')?.startsWith('long long')).toBe(true);
  expect((await ann.openModal(card, 'Edit Prompt')).inputs[0]?.value).toBe(prompt);
});

it('Edit Prompt keeps the old prompt when there would be nothing left to work from', async () => {
  const { ann } = room();
  const card = await preview(ann, 'a cat');
  const modal = await ann.openModal(card, 'Edit Prompt');
  const { ephemeral } = await modal.submit({ prompt: '  ' });
  expect(ephemeral?.content).toContain('I need a prompt');
  expect(card.description).toBe('a cat');
});

it('a style works on prompt and pictures on the preview, and on the output shown on the result', async () => {
  const { ann } = room();
  const bytes = await photo().jpeg().toBuffer();
  const card = await preview(ann, 'in autumn', { files: [{ name: 'photo.jpg', bytes }] });
  await restyle(ann, card, 'Watercolor');
  expect(card.description).toContain('in autumn');
  expect(card.description).toMatch(/watercolou?r/i);
  await restyle(ann, card, 'Neon');
  expect(card.description).not.toContain('in autumn');
  expect(card.title).toBe('Output 3 of 3');
});

it('anyone who sees a card may use it', async () => {
  const { ann, ben } = room();
  const card = await result(ann, 'a cat');
  await restyle(ben, card, 'Sticker');
  expect(card.title).toBe('Output 2 of 2');
});
