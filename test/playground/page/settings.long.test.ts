import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('settings that are chosen in the browser are used by a variation, and by nothing that was made before', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.makePicture('a paper boat');
  const shape = async () => {
    const image = card.getByRole('img');
    await image.scrollIntoViewIfNeeded();
    return image.evaluate(async (element: HTMLImageElement) => {
      await element.decode();
      return element.naturalWidth / element.naturalHeight;
    });
  };
  const before = await shape();

  await card.getByRole('button', { name: 'Settings' }).click();
  await ann.modal.getByLabel('Aspect ratio').selectOption('9:16');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  await card.getByText('Next: 9:16').waitFor();

  await card.getByRole('button', { name: 'Vary' }).click();
  await card.getByText('Variation · 2 of 2').waitFor();
  expect(await shape()).toBeCloseTo(9 / 16, 1);
  expect(await card.getByText('Next: 9:16').count()).toBe(0);

  await card.getByRole('button', { name: 'Left' }).click();
  await card.getByText('1 of 2').waitFor();
  await card.getByRole('button', { name: 'Again' }).click();
  await card.getByText('3 of 3').waitFor();
  expect(await shape()).toBeCloseTo(before, 1);

  await card.getByRole('button', { name: 'Go to' }).click();
  await ann.page.getByRole('option', { name: /Variation/ }).click();
  await card.getByText('Variation · 2 of 3').waitFor();
});

it('settings keep what was chosen while the bot is killed, and are taken by its successor', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a red kite');
  await card.getByRole('button', { name: '⚙️' }).click();
  await ann.modal.getByLabel('Aspect ratio').selectOption('16:9');
  world.playground.bot.kill();
  await world.inVain(() => ann.modal.getByRole('button', { name: 'Submit' }).click());
  await ann.modal.getByText('What you typed is kept.').waitFor();
  await ann.page.locator('.bot-event.back').waitFor();
  expect(await ann.modal.getByLabel('Aspect ratio').inputValue()).toBe('16:9');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  await card.getByText('16:9').waitFor();
});
