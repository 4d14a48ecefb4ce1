import { expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { PHOTO } from './support/photo.js';
import { PageWorld } from './support/page-world.js';

/** Whether one element is within another one, or the window. */
async function isWithin(inner: Locator, outer: Locator): Promise<boolean> {
  const [small, large] = [await inner.boundingBox(), await outer.boundingBox()];
  return (
    small !== null &&
    large !== null &&
    small.x >= large.x &&
    small.y >= large.y &&
    small.x + small.width <= large.x + large.width &&
    small.y + small.height <= large.y + large.height
  );
}

it.each([
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
])(
  'the button that takes a file out again has its white cross within its red square, $width pixels wide',
  async (viewport) => {
    const world = await PageWorld.start();
    const ann = await world.open('ann', { colorScheme: 'light', viewport });
    const text = { name: 'a file with a rather long name.txt', mimeType: 'text/plain' };
    const files = [PHOTO, { ...text, buffer: Buffer.from('text') }];
    await ann.page.getByLabel('Attach files').setInputFiles(files);
    const previews = ann.page.locator('.previews li');
    await previews.nth(1).waitFor();
    for (const item of await previews.all()) {
      const remove = item.getByRole('button', { name: /^Remove/ });
      expect(await isWithin(remove, item)).toBe(true);
      expect(await isWithin(remove.locator('svg'), remove)).toBe(true);
      const colors = await remove.locator('svg').evaluate((cross) => {
        return [getComputedStyle(cross), getComputedStyle(cross.parentElement!)].map(
          ({ stroke, backgroundColor }, n) => (n === 0 ? stroke : backgroundColor),
        );
      });
      expect(colors).toEqual(['rgb(255, 255, 255)', 'rgb(185, 51, 56)']);
    }
  },
);

it('the samples are whole in a window of 320 pixels', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', { viewport: { width: 320, height: 640 } });
  await ann.button('Sample photos').click();
  const samples = ann.page.locator('.tray button');
  await samples.last().locator('img').waitFor();
  for (const sample of await samples.all()) {
    expect(await isWithin(sample, ann.page.locator('body'))).toBe(true);
    expect(await isWithin(sample.locator('img'), sample)).toBe(true);
  }
});

it('what happens to the bot has its whole dot in a window of 320 pixels, however long its words are', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', { viewport: { width: 320, height: 640 } });
  await ann.button(/Bot panel/).click();
  await ann.button('Clock + 15 min').click();
  const event = ann.page.locator('.bot-event', { hasText: 'The clock went 15 minutes ahead' });
  const width = await event.evaluate((item) => getComputedStyle(item, '::before').width);
  expect(width).toBe('8px');
});
