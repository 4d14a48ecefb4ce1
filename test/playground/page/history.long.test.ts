import { expect, it } from '@jest/globals';

import { tabTo } from './support/keyboard.js';
import { chooseInHistory, openHistory } from './support/history.js';
import { PageWorld } from './support/page-world.js';

it('Post here moves the card to the open channel, and the links lead there and back', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const old = await ann.makePicture('a wooden bridge');
  await ann.openChannel('pictures');
  await openHistory(ann);
  await chooseInHistory(ann, 'a wooden bridge');
  await ann.button('Post here').click();
  await ann.text('Here it is').waitFor();
  const link = ann.page.getByRole('link', { name: 'Message in #pictures' });
  await link.click();
  await ann.page.locator('article:focus').getByRole('button', { name: 'Process Prompt' }).click();
  await ann.page.locator('playground-embed', { hasText: '2 of 2' }).waitFor();

  await ann.openChannel('general');
  await old.getByText('This card was brought to another place').waitFor();
  await expect(old.getByRole('button', { name: 'Process Prompt' }).count()).resolves.toBe(0);
  await old.getByRole('link', { name: 'Message in #pictures' }).click();
  await ann.page.getByRole('heading', { level: 1, name: 'pictures' }).waitFor();
  await ann.page.locator('article:focus', { hasText: '2 of 2' }).waitFor();
});

it('/show brings a card by the first characters of its id', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a stone arch');
  const id = await card.locator('.interaction-id').innerText();
  await ann.openChannel('pictures');
  await ann.run('show', { id: id.slice(0, 8) });
  await ann.page.getByRole('link', { name: 'Message in #pictures' }).waitFor();
  const moved = ann.page.getByRole('article').filter({ has: ann.button('Process Prompt') });
  const title = moved.locator('playground-embed').getAttribute('embed-title');
  await expect(title).resolves.toBe('a stone arch');
});

it('the history has pages of five, and a page of what has a star alone', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const kept = await ann.makePicture('number 1');
  await kept.getByRole('button', { name: '⭐' }).click();
  await kept.getByText('⭐').first().waitFor();
  for (const number of [2, 3, 4, 5, 6]) await ann.ask(`number ${number}`);
  const history = await openHistory(ann);
  await history.getByText('5 · number 2').waitFor();
  await history.getByRole('button', { name: 'Older' }).click();
  await history.getByText('1 · number 1').waitFor();
  await history.getByRole('button', { name: 'Newer' }).click();
  await history.getByText('1 · number 6').waitFor();
  await history.getByRole('button', { name: '⭐ only' }).click();
  await history.getByText('Your history · ⭐ only').waitFor();
  await history.getByText('1 · number 1').waitFor();
  await expect(history.locator('playground-embed').count()).resolves.toBe(1);
});

it('Open leads to a card that is older than all messages that the page has loaded', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.ask('an old mill');
  const ben = world.playground.sandbox.user('ben');
  for (let number = 1; number <= 120; number += 1) {
    await ben.say(`message ${number}`, { channel: 'general' });
  }
  await ann.page.reload();
  await ann.text('message 120').waitFor();
  await expect(ann.text('an old mill').count()).resolves.toBe(0);
  await ann.openChannel('pictures');
  await openHistory(ann);
  await chooseInHistory(ann, 'an old mill');
  await ann.page.getByRole('link', { name: 'Open', exact: true }).click();
  const card = ann.page.locator('article:focus', { hasText: 'an old mill' });
  await card.waitFor();
  const isSeen = await card.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
  expect(isSeen).toBe(true);
});

it('the keyboard alone is enough to search the history, choose a card and open it', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const { keyboard } = ann.page;
  await ann.ask('a tall tower');
  await ann.composer.focus();
  await keyboard.type('/history');
  await ann.page.getByRole('option', { name: /history/ }).waitFor();
  await keyboard.press('Enter');
  await ann.page.locator('input[name="search"]:focus').waitFor();
  await keyboard.press('Enter');
  await ann.text('Your history').waitFor();
  await ann.page.locator('#composer-text:focus').waitFor();
  await tabTo(ann, 'Search', 'Shift+Tab');
  await keyboard.press('Enter');
  await ann.page.locator('dialog input:focus').waitFor();
  await keyboard.type('tower');
  await keyboard.press('Enter');
  await ann.text('“tower”').waitFor();
  await ann.composer.focus();
  await tabTo(ann, /^Post, open/, 'Shift+Tab');
  await keyboard.press('ArrowDown');
  await ann.page.getByRole('option', { name: 'a tall tower' }).waitFor();
  await keyboard.press('Enter');
  await ann.button('Post here').waitFor();
  await ann.composer.focus();
  await tabTo(ann, 'Open', 'Shift+Tab');
  await keyboard.press('Enter');
  const card = ann.page.locator('article:focus', { hasText: 'a tall tower' });
  await expect(card.getByRole('button', { name: 'Process Prompt' }).isEnabled()).resolves.toBe(
    true,
  );
});

it('the history fits a phone, and Open shows the card', async () => {
  const world = await PageWorld.start();
  const viewport = { width: 320, height: 640 };
  const ann = await world.open('ann', { viewport, hasTouch: true, isMobile: true });
  await ann.makePicture('a snail on a leaf, with a name that needs more than one line');
  const history = await openHistory(ann);
  await history.getByRole('button', { name: 'Search' }).waitFor();
  const wide = await ann.page.evaluate(() =>
    [...document.querySelectorAll('.messages *')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(wide).toEqual([]);
  await chooseInHistory(ann, 'a snail');
  await ann.page.getByRole('link', { name: 'Open', exact: true }).tap();
  await ann.page.locator('article:focus', { hasText: 'a snail' }).waitFor();
});
