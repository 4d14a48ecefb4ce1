import { expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { interactionIdOf, nextPromptOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

it('a modal that was open while the bot was killed can be submitted', async () => {
  const { world, ann } = room();
  const [onPreview, onResult] = await Promise.all([preview(ann, 'a cat'), result(ann, 'a dog')]);
  const modals = [
    await ann.openModal(onPreview, 'Edit Prompt'),
    await ann.openModal(onResult, 'Edit Prompt'),
  ];
  await world.killAndRestart();
  for (const modal of modals) await modal.submit({ prompt: 'a whale' });
  expect(onPreview.title).toBe('a whale');
  expect(nextPromptOf(onResult)).toBe('a whale');
});

it('what a click answered is there after a kill, however soon it came', async () => {
  const { world, ann } = room();
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const card = await result(ann, 'a cat', { files: [{ name: 'photo.jpg', bytes }] });
  for (const [button, title] of [
    ['⬅️', '1 of 2'],
    ['➡️', '2 of 2'],
  ] as const) {
    await ann.click(card, button);
    await world.killAndRestart();
    await (await ann.openModal(card, 'Edit Prompt')).submit({ prompt: `after ${button}` });
    expect(placeOf(card)).toBe(title);
  }
});

it('a generation under way is finished after a kill and its card edited, without any click', async () => {
  const { world, ann } = room();
  const card = await preview(ann, 'a cat');
  await ann.click(card, 'Process Prompt');
  await world.bot.kill();
  await world.startBot();
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
});

it('the stored images are written once, and walking through outputs adds no file', async () => {
  const { world, ann } = room();
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const card = await result(ann, 'a cat', { files: [{ name: 'photo.jpg', bytes }] });
  const id = interactionIdOf(card);
  const files = async () =>
    (await readdir(path.join(world.dataDir, 'output_images'))).filter((name) => name.includes(id));
  const before = await files();
  for (const button of ['⬅️', '➡️', '⬅️', '➡️']) await ann.click(card, button);
  expect(await files()).toEqual(before);
  expect(before).toHaveLength(1);
});
