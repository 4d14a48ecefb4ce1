import { expect, it } from '@jest/globals';

import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';

const LINES = Array.from({ length: 90 }, (_, n) => `line ${n}`).join('\n');

/** How far the list is from its end, in pixels. */
async function below({ page }: OpenedPage): Promise<number> {
  return page
    .locator('.messages')
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.round(scrollHeight - scrollTop - clientHeight),
    );
}

/** Waits until the list is at its end; a picture makes it longer a moment after its words. */
async function comesToEnd({ page }: OpenedPage): Promise<boolean> {
  const end = await page.waitForFunction(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.messages')!;
    return Math.round(scrollHeight - scrollTop - clientHeight) === 0;
  });
  return end.jsonValue();
}

/** Fills the channel, and scrolls up in it as a person does. */
async function scrolledUp(world: PageWorld): Promise<OpenedPage> {
  const ann = await world.open();
  await ann.say(LINES);
  await ann.text('line 89').waitFor();
  await ann.page.locator('.messages').hover();
  await ann.page.mouse.wheel(0, -900);
  await ann.page.waitForFunction(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.querySelector('.messages')!;
    return scrollHeight - scrollTop - clientHeight > 500;
  });
  return ann;
}

it('one’s own message brings the list to its end, and the answer stays in view as it grows', async () => {
  const world = await PageWorld.start();
  const ann = await scrolledUp(world);
  const card = await ann.makePicture('a long road');
  await card.locator('.picture img').evaluate((image: HTMLImageElement) => image.decode());
  expect(await comesToEnd(ann)).toBe(true);
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('2 of 2').waitFor();
  await card.locator('.picture img').evaluate((image: HTMLImageElement) => image.decode());
  expect(await comesToEnd(ann)).toBe(true);
});

/** Turns the wheel towards the end of the list, and waits for what that may do. */
async function turnDown({ page }: OpenedPage): Promise<void> {
  const list = page.locator('.messages');
  await list.hover();
  const turned = await list.evaluateHandle((element) => ({
    done: new Promise((resolve) => {
      const frames = (left: number): unknown =>
        requestAnimationFrame(left === 0 ? resolve : () => frames(left - 1));
      element.addEventListener('wheel', () => frames(3), { once: true });
    }),
  }));
  await page.mouse.wheel(0, 100);
  await turned.evaluate(({ done }) => done);
}

it('a list that shrinks and grows again while it is at its end stays there, after a turn of the wheel too', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.say(LINES);
  await ann.text('line 89').waitFor();
  expect(await comesToEnd(ann)).toBe(true);
  await turnDown(ann);
  await ann.page.evaluate(async () => {
    const list = document.querySelector('.messages')!;
    const item = document.querySelector('.messages .message')!;
    // Within a frame, and over several.
    for (const sizes of [[true, false], [true], [false], [false]]) {
      for (const isSmall of sizes) {
        item.classList.toggle('sr-only', isSmall);
        // The browser moves the list when something asks for its size.
        list.getBoundingClientRect();
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  expect(await comesToEnd(ann)).toBe(true);
});

it('who has scrolled up stays there, and a button tells of a new answer below and leads to it', async () => {
  const world = await PageWorld.start();
  const ann = await scrolledUp(world);
  const ben = await world.open('ben');
  await ben.ask('a cat in a hat');
  await ann.button('New answer ↓').waitFor();
  expect(await below(ann)).toBeGreaterThan(100);
  await ann.button('New answer ↓').click();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).waitFor();
  expect(await comesToEnd(ann)).toBe(true);
  await ann.button('New answer ↓').waitFor({ state: 'detached' });
});
