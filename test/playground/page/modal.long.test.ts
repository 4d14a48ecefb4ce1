import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('a modal stays open with what was typed while the bot is killed, and is taken by its successor', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a red bicycle');
  await card.getByRole('button', { name: 'Edit Prompt' }).click();
  await ann.modal.getByLabel('Prompt').fill('a blue bicycle');
  world.playground.bot.kill();
  await world.inVain(() => ann.modal.getByRole('button', { name: 'Submit' }).click());
  await ann.modal.getByText('What you typed is kept.').waitFor();
  expect(await ann.modal.getByLabel('Prompt').inputValue()).toBe('a blue bicycle');

  await ann.page.locator('.bot-event.back').waitFor();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  await card.getByText('a blue bicycle').waitFor();
});

it('a modal counts, refuses what is too long in place, and closes with Escape', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a red bicycle');
  await card.getByRole('button', { name: 'Edit Prompt' }).click();
  const prompt = ann.modal.getByLabel('Prompt');
  await prompt.fill('x'.repeat(4001));
  await ann.modal.getByText('4001 / 4000').waitFor();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.getByText('Must be 4000 or fewer in length: 1 too many.').waitFor();
  expect(await prompt.inputValue()).toHaveLength(4001);
  await ann.page.keyboard.press('Escape');
  await ann.modal.waitFor({ state: 'detached' });
  expect(await card.getByText('a red bicycle', { exact: true }).count()).toBe(1);
});
