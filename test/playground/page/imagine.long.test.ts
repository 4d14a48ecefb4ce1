import { expect, it } from '@jest/globals';

import type { RequestMatch } from '../../../src/sandbox/faults.js';
import { tabTo } from './support/keyboard.js';
import { PageWorld } from './support/page-world.js';

const POSTING: RequestMatch = { method: 'POST', route: '/channels/:id/messages' };

it('a command over which the bot is killed says that it thinks until its card comes, after the restart', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const { faults, requests } = world.playground.sandbox;
  faults.add({ ...POSTING, effect: { kind: 'cut' }, times: Infinity });
  const posting = requests.begun(POSTING);
  await ann.run('imagine', { prompt: 'a lost valley' });
  await posting;
  await ann.text('Nano Banana is thinking…').waitFor();
  await ann.button('Kill -9').click();
  await ann.text('Nano Banana was killed with kill -9').waitFor();
  faults.clear();
  await ann.card.getByText('a lost valley').waitFor();
  await ann.text('is thinking…').waitFor({ state: 'detached' });
  await expect(ann.text('a lost valley').count()).resolves.toBe(1);
});

it('the keyboard alone is enough to fill in /imagine, choose a style and send it', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const { keyboard } = ann.page;
  await ann.composer.focus();
  await keyboard.type('/ima');
  await ann.page.getByRole('option', { name: /imagine/ }).waitFor();
  await keyboard.press('Enter');
  await ann.page.locator('input[name="prompt"]:focus').waitFor();
  await keyboard.type('a steep path');
  await tabTo(ann, 'style');
  await ann.page.getByRole('option', { name: 'Sticker' }).waitFor();
  await keyboard.type('oil');
  const styles = ann.page.getByRole('listbox', { name: 'style' });
  // The list closes at every key, so what comes is the answer to all three.
  await styles.getByRole('option', { name: 'Oil Painting' }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(ann.page.locator('input[name="style"]').inputValue()).resolves.toBe('Oil Painting');
  await tabTo(ann, 'model');
  await ann.page.getByRole('listbox', { name: 'model' }).waitFor();
  await keyboard.press('Escape');
  await ann.page.getByRole('listbox', { name: 'model' }).waitFor({ state: 'detached' });
  await keyboard.press('Enter');
  await ann.card.getByText('a steep path').waitFor();
  await ann.card.getByText(/Oil Painting/).waitFor();
  await ann.page.locator('#composer-text:focus').waitFor();
});

it('Escape leaves the form of a command, and the message box has the focus again', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const form = await ann.form('imagine');
  await form.getByLabel('prompt', { exact: true }).press('Escape');
  await ann.page.locator('#composer-text:focus').waitFor();
  await expect(form.count()).resolves.toBe(0);
});

it('/imagine is filled in on a phone, where every field can be reached and nothing overflows', async () => {
  const world = await PageWorld.start();
  const viewport = { width: 320, height: 640 };
  const ann = await world.open('ann', { viewport, hasTouch: true, isMobile: true });
  const form = await ann.form('imagine');
  const overflow = await form.evaluate((element) => element.scrollWidth - element.clientWidth);
  expect(overflow).toBe(0);
  await form.getByLabel('prompt', { exact: true }).fill('a small island');
  await form.getByLabel('style', { exact: true }).tap();
  await ann.page.getByRole('option', { name: 'Pixel Art', exact: true }).tap();
  await form.getByLabel('private', { exact: true }).selectOption('true');
  await form.getByRole('button', { name: 'Run' }).tap();
  await ann.card.getByText('a small island').waitFor();
  await ann.card.getByText('Only you can see this').waitFor();
});

it('a picture of a command is chosen, seen, taken out again, and sent with another one', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const form = await ann.form('imagine');
  await form.getByRole('button', { name: 'Sample photos' }).click();
  await ann.page.locator('.tray button').nth(0).click();
  await form.getByRole('button', { name: 'Remove lake.png' }).click();
  await expect(form.getByRole('button', { name: /^Remove/ }).count()).resolves.toBe(0);
  for (const sample of [1, 2]) {
    await form.getByRole('button', { name: 'Sample photos' }).click();
    await ann.page.locator('.tray button').nth(sample).click();
    await form
      .locator('.file-option img')
      .nth(sample - 1)
      .waitFor();
  }
  await form.getByRole('button', { name: 'Run' }).click();
  await ann.card.getByText('From your 2 pictures').waitFor();
});

it('/imagine makes a picture in a server without the bot, for who has installed it', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.button('Elsewhere').click();
  await ann.text('Nano Banana is not in this server').waitFor();
  await ann.run('imagine', { prompt: 'a far shore' });
  await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.card.getByRole('button', { name: 'Left' }).waitFor();
  await ann.card.getByRole('img', { name: /^Picture of/ }).waitFor();
  await expect(ann.text('is thinking…').count()).resolves.toBe(0);
});
