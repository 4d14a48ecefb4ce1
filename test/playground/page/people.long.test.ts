import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('people sit side by side: each sees what the other does, and only their own private answers', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  await ann.composer.pressSequentially('hel');
  await ben.text('Ann is typing…').waitFor();
  await ann.say('hello Ben');
  await ben.text('hello Ben').waitFor();

  await ann.composer.fill('/help');
  await ann.page.getByRole('option', { name: /help/ }).waitFor();
  await ann.composer.press('Enter');
  await ann.button('Run').click();
  await ann.text('Only you can see this').waitFor();
  await ann.composer.fill('after the answer');
  await ann.composer.press('Enter');
  await ben.text('after the answer').waitFor();
  expect(await ben.text('Only you can see this').count()).toBe(0);

  await ann.button('Dismiss message').click();
  await ann.text('Only you can see this').waitFor({ state: 'detached' });
});

it('people make cards of their own from each other’s, and react', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  await ann.ask('a green door');
  await ben.card.getByRole('button', { name: 'Edit Prompt' }).click();
  await ben.text('This card belongs to').waitFor();
  await ben.button('Make my own').click();
  await ann.card.getByText('for @Ben').waitFor();
  await ben.card.getByRole('button', { name: 'Edit Prompt' }).click();
  await ben.modal.getByLabel('Prompt').fill('a red door');
  await ben.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.card.getByText('a red door').waitFor();
  await ann.page.getByText('a green door', { exact: true }).waitFor();

  await ben.card.click({ button: 'right', position: { x: 100, y: 12 } });
  await ben.page.getByRole('menuitem', { name: 'React with 🎉' }).click();
  await ann.card.getByRole('button', { name: '🎉, 1 reaction' }).click();
  await ben.card.getByRole('button', { name: '🎉, 2 reactions' }).click();
  const once = ann.card.getByRole('button', { name: '🎉, 1 reaction' });
  await once.waitFor();
  expect(await once.getAttribute('aria-pressed')).toBe('true');
});

it('people are switched among in one page, with their own permissions and drafts', async () => {
  const world = await PageWorld.start();
  const page = await world.open('ann');
  await page.composer.fill('a draft of Ann’s');
  await page.page.getByRole('radio', { name: 'Ben' }).click();
  await page.page.getByRole('radio', { name: 'Ben', checked: true }).waitFor();
  expect(new URL(page.page.url()).searchParams.get('as')).toBe('ben');
  expect(await page.composer.inputValue()).toBe('');

  await page.openChannel('news');
  await page.text('You do not have permission to send messages here.').waitFor();
  await page.openChannel('backstage');
  await page.text('You do not have the permission to see this channel.').waitFor();

  await page.page.goBack();
  await page.page.getByRole('radio', { name: 'Ann', checked: true }).waitFor();
  await page.openChannel('general');
  expect(await page.composer.inputValue()).toBe('a draft of Ann’s');
  await page.page.reload();
  await page.composer.waitFor();
  expect(await page.composer.inputValue()).toBe('a draft of Ann’s');
});

it('people find what is unread marked, in channels, threads and direct messages', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  await ben.openChannel('kittens');
  await ben.say('look here, @Ann');
  const thread = ann.page.locator('.channels').getByRole('button', { name: 'kittens' });
  await thread.getByText('unread').waitFor();
  expect(await thread.locator('.badge').textContent()).toBe('1');
  await ann.openChannel('kittens');
  await ann.text('look here, ').waitFor();
  expect(await thread.locator('.badge').count()).toBe(0);

  await ann.button('Direct messages').click();
  await ann.composer.waitFor();
  await ann.say('a private sunrise');
  await ann.card.getByRole('button', { name: 'Process Prompt' }).waitFor();
});
