import { expect, it } from '@jest/globals';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { addPrivateThread } from '../../src/sandbox/world/default-world.js';
import { changeThread } from '../../src/sandbox/world/threads.js';
import { finished, preview } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { directMessage, withOutcomeDue } from '../support/e2e-outcomes.js';
import { placeOf } from '../support/e2e-card-look.js';

const room = shareGeminiWorld();

const KITTENS = { channel: 'kittens' };
const kittens = ({ world }: Sandbox) => world.channel('kittens');

it('an outcome for a card in an archived thread opens the thread, and is shown there', async () => {
  const { sandbox, card } = await withOutcomeDue(
    room(),
    (here) => changeThread(here.sandbox.world, kittens(here.sandbox), { archived: true }),
    KITTENS,
  );
  await card.changed(() => placeOf(card) === '2 of 2');
  expect(kittens(sandbox).archived).toBe(false);
});

it('an outcome for a card in a locked thread is told in a direct message, and the thread stays locked', async () => {
  const due = await withOutcomeDue(
    room(),
    ({ sandbox }) =>
      changeThread(sandbox.world, kittens(sandbox), { archived: true, locked: true }),
    KITTENS,
  );
  const { sandbox, ann, card } = due;
  const told = await directMessage(due, ann);
  expect(told.content).toContain('the thread is locked');
  expect((await told.picture()).length).toBeGreaterThan(0);
  expect(kittens(sandbox)).toMatchObject({ archived: true, locked: true });
  changeThread(sandbox.world, kittens(sandbox), { archived: false, locked: false });
  await ann.click(card, 'Cancel');
  expect(placeOf(card)).toBe('2 of 2');
});

it('a click on a card in an archived thread opens the thread, and is answered', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a cat', KITTENS);
  changeThread(sandbox.world, kittens(sandbox), { archived: true });
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(kittens(sandbox).archived).toBe(false);
});

it('a mention in a private thread is answered there', async () => {
  const { sandbox, ann, channel } = room();
  const { world } = sandbox;
  addPrivateThread(world, world.channel(channel), `secret of ${channel}`, [ann.user]);
  const card = await preview(ann, 'a cat', { channel: `secret of ${channel}` });
  await ann.click(card, 'Process Prompt');
  await finished(card);
  expect(placeOf(card)).toBe('1 of 1');
});
