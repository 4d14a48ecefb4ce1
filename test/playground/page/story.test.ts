import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('a card goes from a mention to a picture in the browser, and its buttons work after kill -9', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.makePicture('a lighthouse_at_night');
  const embed = card.locator('playground-embed');
  expect(await embed.getAttribute('embed-title')).toBe('a lighthouse_at_night');

  await ann.killAndWait();
  await ann.button(/: Online\. Bot panel/).waitFor();

  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.page.locator('playground-embed', { hasText: '2 of 2' }).waitFor();
  await card.getByRole('button', { name: 'Left' }).click();
  await ann.page.locator('playground-embed', { hasText: '1 of 2' }).waitFor();

  await card.getByRole('button', { name: 'Edit Prompt' }).click();
  await ann.modal.getByLabel('Prompt').fill('a lighthouse in fog');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  await card.getByText('a lighthouse in fog').waitFor();

  await card.getByRole('button', { name: 'Apply a style' }).click();
  await ann.page.getByRole('combobox', { name: 'Search options' }).fill('water');
  await ann.page.getByRole('option', { name: /Watercolor/ }).click();
  await ann.page.locator('playground-embed', { hasText: '3 of 3' }).waitFor();
});

it('the channel shows that the bot is offline, keeps the card, and says that a click failed', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a paper boat');
  await ann.button('Stop').click();
  await ann.text('Nano Banana is offline. Its cards stay as they are.').waitFor();
  await ann.button('Nano Banana: Stopped').waitFor();

  await world.inVain(() => card.getByRole('button', { name: 'Process Prompt' }).click());
  await card.getByText('This interaction failed').waitFor();
  expect(await card.getByRole('button', { name: 'Process Prompt' }).isEnabled()).toBe(true);

  await ann.page.getByRole('main').getByRole('button', { name: 'Start' }).click();
  await ann.text(/Nano Banana is back, /).waitFor();
  // What was clicked meanwhile is carried out now; only then the buttons are those of a result.
  await card.getByRole('button', { name: 'Left' }).waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.page.locator('playground-embed', { hasText: '2 of 2' }).waitFor();
  expect(await card.getByText('This interaction failed').count()).toBe(0);
});

it('the tour leads through the playground, and moves on by what really happens', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', { tour: true });
  await ann.text('1 of 4').waitFor();
  await ann.button('Write it for me').click();
  await ann.button('Remove lake.png').waitFor();
  await ann.composer.press('Enter');
  await ann.text('2 of 4').waitFor();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.text('3 of 4').waitFor();
  await ann.button('Show the button').click();
  await ann.page.locator('button:focus', { hasText: 'Kill -9' }).waitFor();
  await ann.page.keyboard.press('Enter');
  await ann.text('4 of 4').waitFor();
  await ann.text(/Nano Banana is back, /).waitFor();
  await ann.card.getByRole('button', { name: 'Edit Prompt' }).click();
  await ann.modal.getByRole('button', { name: 'Cancel' }).click();
  await ann.text('It remembered').waitFor();
  await ann.button('Finish').click();
  await ann.page.reload();
  await ann.composer.waitFor();
  expect(await ann.text('1 of 4').count()).toBe(0);
  await ann.button('Tour').click();
  await ann.text('1 of 4').waitFor();
  await ann.button('Skip the tour').click();
  expect(await ann.text('1 of 4').count()).toBe(0);
});
