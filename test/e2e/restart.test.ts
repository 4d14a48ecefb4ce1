import { expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, nextPromptOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, restyle, result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

/** Presses everything that a result card has, and says what each press showed. */
async function pressEverything(person: Person, card: SeenMessage): Promise<string[]> {
  const shown: string[] = [];
  const note = () => shown.push(`${placeOf(card)} ${card.pictureName}`);
  await person.click(card, '⬅️');
  note();
  await person.click(card, '➡️');
  note();
  await (await person.openModal(card, 'Edit Prompt')).submit({ prompt: `by ${person.id}` });
  expect(nextPromptOf(card)).toBe(`by ${person.id}`);
  const before = card.pictureName;
  await person.click(card, 'Process Prompt');
  await card.changed(() => card.pictureName !== before);
  note();
  await restyle(person, card, 'Vintage');
  note();
  return shown;
}

it('every component of two people’s two result cards works after a kill, on the right person’s data', async () => {
  const { world, ann, ben } = room();
  const people = [ann, ben];
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const cards = await Promise.all(
    people.flatMap((person) => [
      result(person, `first of ${person.id}`),
      result(person, `second of ${person.id}`, { files: [{ name: 'photo.jpg', bytes }] }),
    ]),
  );
  for (const [n, card] of cards.entries()) await restyle(people[n >> 1]!, card, 'Sketch');
  const ids = cards.map(interactionIdOf);

  await world.killAndRestart();

  for (const [n, card] of cards.entries()) {
    const shown = await pressEverything(people[n >> 1]!, card);
    for (const line of shown) expect(line).toContain(ids[n]);
    expect(interactionIdOf(card)).toBe(ids[n]);
    expect(placeOf(card)).toBe(n % 2 === 0 ? '4 of 4' : '5 of 5');
  }
});

it('every component of a preview works after a kill', async () => {
  const { world, ann, ben } = room();
  const bytes = await photo(320, 240).jpeg().toBuffer();
  const [processed, edited, styled] = await Promise.all([
    preview(ann, 'a cat', { files: [{ name: 'photo.jpg', bytes }] }),
    preview(ben, 'a dog'),
    preview(ann, 'a cow'),
  ]);
  await world.killAndRestart();
  await ann.click(processed, 'Process Prompt');
  await finished(processed);
  expect(placeOf(processed)).toBe('2 of 2');
  await (await ben.openModal(edited, 'Edit Prompt')).submit({ prompt: 'a bird' });
  expect(edited.title).toBe('a bird');
  await restyle(ann, styled, 'Neon');
  expect(styled.title).toBe('a cow');
});

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
