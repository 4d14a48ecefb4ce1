import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('several variations come as one picture of all, and the person goes through them one by one', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.makePicture('a paper boat');
  const press = async (name: string) => card.getByRole('button', { name }).click();
  await press('Settings');
  await ann.modal.getByLabel('Number').selectOption('3');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.modal.waitFor({ state: 'detached' });

  await press('Vary');
  await card.getByText('Variation · 3 pictures · 2–4 of 4').waitFor();
  await card.getByRole('button', { name: 'Enlarge' }).waitFor();
  for (const place of ['2 of 4', '3 of 4', '4 of 4']) {
    await press('Right');
    await card.getByText(`Variation · ${place}`).waitFor();
  }
  await press('Vary');
  await card.getByText('Variation · 3 pictures · 5–7 of 7').waitFor();
  await card.getByRole('button', { name: 'Go to' }).click();
  await ann.page.getByRole('option', { name: /^1 · / }).click();
  await card.getByText('1 of 7').waitFor();
  await press('Again');
  await card.getByText('8 of 8').waitFor();
  expect(await card.getByRole('img').count()).toBe(1);
});
