import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('who owns the server deletes the card of another person, with its button and with the menu of messages', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  const first = await ben.ask('a green door');
  await ann.card.getByRole('button', { name: '🗑️' }).click();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await first.waitFor({ state: 'detached' });

  const second = await ben.ask('a red door');
  await second.click({ button: 'right', position: { x: 100, y: 12 } });
  await ben.page.getByRole('menuitem', { name: 'Copy message ID' }).waitFor();
  expect(await ben.page.getByRole('menuitem', { name: 'Delete message' }).count()).toBe(0);
  await ann.card.click({ button: 'right', position: { x: 100, y: 12 } });
  await ann.page.getByRole('menuitem', { name: 'Delete message' }).click();
  await second.waitFor({ state: 'detached' });
});

it('a yes to the question whether to delete, given while the bot is killed, is carried out by its successor', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a red kite');
  await card.getByRole('button', { name: '🗑️' }).click();
  const submit = ann.modal.getByRole('button', { name: 'Submit' });
  await submit.waitFor();
  world.playground.bot.kill();
  await world.inVain(() => submit.click());
  await ann.modal.getByRole('alert').waitFor();
  expect(await card.count()).toBe(1);
  await ann.page.locator('.bot-event.back').waitFor();
  await card.waitFor({ state: 'detached' });
  await ann.modal.getByRole('button', { name: 'Cancel' }).click();
  await ann.modal.waitFor({ state: 'detached' });
});

it('a card that is deleted while its picture is made is gone for good', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a slow snail');
  await ann.page.getByRole('switch', { name: 'Slow model' }).click();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('Making').waitFor();
  await card.getByRole('button', { name: '🗑️' }).click();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await card.waitFor({ state: 'detached' });
  await ann.page.getByRole('switch', { name: 'Slow model' }).click();
  await ann.makePicture('a fast hare');
  expect(await ann.page.getByRole('article', { name: /^Nano Banana/ }).count()).toBe(1);
});
