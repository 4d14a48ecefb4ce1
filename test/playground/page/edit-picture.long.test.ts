import { expect, it } from '@jest/globals';

import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';
import { photoOf } from './support/photo.js';

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** Waits until the menu is open and the focus is in it, and takes the command with the keyboard. */
async function chooseByKeyboard({ page }: OpenedPage): Promise<void> {
  await page.locator('[role="menuitem"]:focus').waitFor();
  const isChosen = async () =>
    page.evaluate(() => document.activeElement?.textContent?.trim() === 'Edit this picture');
  for (let presses = 0; presses < 20 && !(await isChosen()); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

it('the keyboard alone is enough for Edit this picture, and its card can be reached', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const message = await photoOf(world, ann, 'ben');
  await message.getByRole('button', { name: 'More' }).focus();
  await ann.page.keyboard.press('Enter');
  await chooseByKeyboard(ann);
  await ann.page.locator('textarea:focus').waitFor();
  await ann.page.keyboard.type('as a woodcut');
  await ann.page.keyboard.press('Tab');
  await ann.page.keyboard.press('Tab');
  await ann.page.keyboard.press('Enter');
  await ann.card.getByText('as a woodcut').waitFor();
  await expect(ann.modal.count()).resolves.toBe(0);
});

it('a tap on a message shows its tools, whose menu has the command as well', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', PHONE);
  const message = await photoOf(world, ann, 'ben');
  await message.getByText('my photo').tap();
  await message.getByRole('button', { name: 'More' }).tap();
  const menu = (await ann.page.getByRole('menu').boundingBox())!;
  expect(menu.x).toBeGreaterThanOrEqual(0);
  expect(menu.x + menu.width).toBeLessThanOrEqual(PHONE.viewport.width);
  await ann.page.getByRole('menuitem', { name: 'Edit this picture' }).tap();
  await ann.modal.getByRole('button', { name: 'Submit' }).tap();
  await ann.card.getByText('From your picture').waitFor();
});

it('a message without a picture is answered privately, with the reason', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.say('only words');
  await ann.hasSent();
  const message = ann.page.getByRole('article').filter({ hasText: 'only words' });
  await message.click({ button: 'right', position: { x: 90, y: 12 } });
  await ann.page.getByRole('menuitem', { name: 'Edit this picture' }).click();
  await ann.text('I see no picture in that message').waitFor();
  await ann.text('Only you can see this').waitFor();
  await expect(ann.modal.count()).resolves.toBe(0);
});

it('a form that is submitted after the bot was killed has its card', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const message = await photoOf(world, ann, 'ben');
  await message.click({ button: 'right', position: { x: 90, y: 12 } });
  await ann.page.getByRole('menuitem', { name: 'Edit this picture' }).click();
  await ann.modal.getByLabel('What should I change?').fill('after the storm');
  world.playground.bot.kill();
  await ann.text(/Nano Banana is back, /).waitFor();
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.card.getByText('after the storm').waitFor();
  await expect(ann.text('after the storm').count()).resolves.toBe(1);
});
