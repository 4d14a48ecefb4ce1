import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { photo } from '../support/pictures.js';

const room = shareWorld();

it('a hundred mentions at once each get a card and a picture of their own', async () => {
  const { ann, ben, cleo } = room();
  const people = [ann, ben, cleo];
  const prompts = Array.from({ length: 100 }, (_, n) => `number ${n}`);
  const bytes = await photo(64, 48).png().toBuffer();
  const cards = await Promise.all(
    prompts.map((prompt, n) =>
      preview(people[n % 3]!, prompt, { files: [{ name: 'p.png', bytes }] }),
    ),
  );
  expect(cards.map(({ title }) => title)).toEqual(prompts);
  expect(new Set(cards.map(({ footer }) => footer)).size).toBe(100);
  expect(new Set(cards.map(({ pictureName }) => pictureName)).size).toBe(100);
});

it('64 clicks at once on as many cards are all answered', async () => {
  const { ann } = room();
  const cards = await Promise.all(Array.from({ length: 64 }, (_, n) => preview(ann, `card ${n}`)));
  const modals = await Promise.all(cards.map((card) => ann.openModal(card, 'Edit Prompt')));
  await Promise.all(modals.map((modal, n) => modal.submit({ prompt: `edited ${n}` })));
  await Promise.all(cards.map((card, n) => card.changed(() => card.title === `edited ${n}`)));
  expect(new Set(cards.map(({ title }) => title)).size).toBe(64);
});
