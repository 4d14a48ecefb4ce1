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
  await card.getByText(/Your press was not lost: .* [\d.]+ s after/).waitFor();
  expect(await card.getByText('This interaction failed').count()).toBe(0);
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.page.locator('playground-embed', { hasText: '2 of 2' }).waitFor();
  expect(await card.getByText('Your press was not lost').count()).toBe(0);
  expect(await card.getByText('This interaction failed').count()).toBe(0);
});

it('the tour leads through the playground by what really happens, and sums it up', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', { tour: true });
  await ann.text('1 of 6').waitFor();
  await ann.button('Write it for me').click();
  expect(await ann.composer.inputValue()).toBe('@Nano Banana a cat on the moon');
  await ann.composer.press('Enter');
  await ann.text('2 of 6').waitFor();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.text('3 of 6').waitFor();
  await ann.button('Attach a photo for me').click();
  await ann.composer.press('Enter');
  await ann.card.getByText('From your picture').waitFor();
  await ann.card.getByRole('button', { name: /style/i }).click();
  await ann.page.getByRole('combobox', { name: 'Search options' }).fill('water');
  await ann.page.getByRole('option', { name: /Watercolor/ }).click();
  await ann.text('4 of 6').waitFor();
  await ann.text(/it is back in about \d+ seconds?\./).waitFor();
  await ann.button('Show the button').click();
  await ann.page.locator('button:focus', { hasText: 'Kill -9' }).waitFor();
  await ann.page.keyboard.press('Enter');
  await ann.text('5 of 6').waitFor();
  await ann.text(/Nano Banana is back, /).waitFor();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.text('6 of 6').waitFor();
  await ann.card.getByText('3 of 3').waitFor();
  await ann.button('Show the result').click();
  await ann.text('1 kill · 3 pictures · 0 lost').waitFor();
  await ann.button('Finish').click();
  await ann.page.reload();
  await ann.composer.waitFor();
  expect(await ann.text('1 of 6').count()).toBe(0);
});

it('the tour can be begun at any time and skipped', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.button('Tour').click();
  await ann.text('1 of 6').waitFor();
  await ann.button('Skip the tour').click();
  expect(await ann.text('1 of 6').count()).toBe(0);
});

it('the tour on a phone says what to tap, and does not speak of Enter', async () => {
  const world = await PageWorld.start();
  const viewport = { width: 390, height: 780 };
  const ann = await world.open('ann', { tour: true, viewport, isMobile: true, hasTouch: true });
  await ann.text('1 of 6').waitFor();
  const words = await ann.page.locator('.tour').innerText();
  expect(words).toContain('at the right of the message box');
  expect(words).not.toContain('Enter');
});
