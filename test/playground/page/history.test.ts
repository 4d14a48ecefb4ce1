import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { chooseInHistory, openHistory } from './support/history.js';
import { PageWorld } from './support/page-world.js';

it('/history finds a card again, opens it in its channel, and gives its picture to be saved', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.makePicture('a red barn');
  await ann.ask('a blue barn');
  await ann.openChannel('pictures');
  const page = await openHistory(ann);
  await page.getByText('2 · a red barn').waitFor();
  await page.getByRole('button', { name: 'Search' }).click();
  await ann.modal.getByLabel(/^Words/).fill('RED');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('1 · a red barn').waitFor();
  await expect(page.getByText('a blue barn').count()).resolves.toBe(0);

  await chooseInHistory(ann, 'a red barn');
  await page.getByRole('button', { name: 'Download' }).click();
  await ann.button(/^Enlarge: output_/).click();
  const saving = ann.page.waitForEvent('download');
  await ann.page.getByRole('link', { name: 'Save picture' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^output_.*\.(?:jpg|png|webp)$/);
  expect((await readFile(await saved.path())).byteLength).toBeGreaterThan(1_000);
  await ann.page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Open' }).click();
  await ann.page.getByRole('heading', { level: 1, name: 'general' }).waitFor();
  await ann.page.locator('article:focus').getByText('a red barn').first().waitFor();
});
