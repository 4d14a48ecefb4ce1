import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';
import { photoOf } from './support/photo.js';

it('Edit this picture in the menu of another person’s message asks for the words, and posts a card', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const message = await photoOf(world, ann, 'ben');
  await message.click({ button: 'right', position: { x: 90, y: 12 } });
  await ann.page.getByRole('menuitem', { name: 'Edit this picture' }).click();
  await ann.modal.getByLabel('What should I change?').fill('the same with snow');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.card.getByText('the same with snow').waitFor();
  await ann.card.getByText(/^From your words and 1 picture/).waitFor();
  await ann.text('is thinking…').waitFor({ state: 'detached' });
  await expect(ann.modal.count()).resolves.toBe(0);
});
