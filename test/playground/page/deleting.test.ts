import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('a card is deleted in the browser, for everybody, after a question that can be answered with no', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  const card = await ann.makePicture('a paper boat');
  await ben.card.getByRole('button', { name: '🗑️' }).click();
  await ben.text(/Only @Ann, who asked for this card, and somebody with Manage Messages/).waitFor();

  await card.getByRole('button', { name: '🗑️' }).click();
  await ann.modal.getByRole('heading', { name: 'Delete this card?' }).waitFor();
  await ann.modal.getByText('its prompt “a paper boat” and its picture').waitFor();
  await ann.modal.getByRole('button', { name: 'Cancel' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  expect(await card.count()).toBe(1);

  await card.getByRole('button', { name: '🗑️' }).click();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });
  await card.waitFor({ state: 'detached' });
  const gone = ben.page.getByRole('article').filter({ has: ben.page.getByRole('img') });
  await gone.waitFor({ state: 'detached' });
  await ben.text('@Nano Banana a paper boat').first().waitFor();
});
