import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';
import { PHOTO } from './support/photo.js';

it('/imagine is filled in on the page, with a photo, a member’s picture and a completed style', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const form = await ann.form('imagine');
  await form.getByLabel('prompt', { exact: true }).fill('a quiet harbour');
  await form.getByLabel('picture', { exact: true }).setInputFiles(PHOTO);
  await form.getByRole('button', { name: 'Remove photo.png' }).waitFor();
  await form.getByLabel('avatar', { exact: true }).selectOption('Ben');
  const style = form.getByLabel('style', { exact: true });
  await style.pressSequentially('waterc');
  await ann.page.getByRole('option', { name: 'Watercolor' }).click();
  await expect(style.inputValue()).resolves.toBe('Watercolor');
  await form.getByRole('button', { name: 'Run' }).click();
  await ann.card.getByText('a quiet harbour').waitFor();
  await ann.card.getByText(/2 pictures · 💧 Watercolor · for/).waitFor();
  await ann.text('is thinking…').waitFor({ state: 'detached' });
});

it('a private card is shown to who asked alone, whose buttons work until it is dismissed', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  const form = await ann.form('imagine');
  await form.getByLabel('prompt', { exact: true }).fill('a hidden cove');
  await form.getByLabel('private', { exact: true }).selectOption('true');
  await form.getByRole('button', { name: 'Run' }).click();
  await ann.card.getByText('a hidden cove').waitFor();
  await ann.card.getByText('Only you can see this').waitFor();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.card.getByRole('button', { name: 'Left' }).waitFor();
  await ann.card.getByRole('img', { name: /^Picture of/ }).waitFor();
  await ann.say('after the card');
  await ben.text('after the card').waitFor();
  await expect(ben.text('a hidden cove').count()).resolves.toBe(0);
  await ann.button('Dismiss message').click();
  await ann.text('a hidden cove').waitFor({ state: 'detached' });
});
