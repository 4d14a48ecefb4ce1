import { expect, it } from '@jest/globals';
import { InteractionType } from 'discord-api-types/v10';
import type { Locator } from 'playwright-core';

import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';

/**
 * Holds back every sample photo that is picked. Returns a function that lets them come, or fail.
 */
async function holdSamples({ page }: OpenedPage): Promise<(come: boolean) => void> {
  let settle: ((come: boolean) => void) | undefined;
  const settled = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  await page.route('**/page/samples/*.png', async (route) => {
    const isPicked = route.request().resourceType() === 'fetch';
    if (!isPicked) return route.continue();
    await ((await settled) ? route.continue() : route.abort());
  });
  return (come) => settle?.(come);
}

/** Runs a command with a sample photo, for which it then waits. */
async function runWithSample({ page }: OpenedPage, form: Locator): Promise<void> {
  await form.getByLabel('prompt', { exact: true }).fill('in autumn');
  await form.getByRole('button', { name: 'Sample photos' }).click();
  await page.locator('.tray button').first().click();
  await form.getByRole('button', { name: 'Run' }).click();
  await page.locator('button[aria-busy=true]', { hasText: 'Run' }).waitFor();
}

it('a message that is sent before its photo has come waits for the photo, in the tour too', async () => {
  const world = await PageWorld.start();
  const ann = await world.open('ann', { tour: true });
  await ann.makePicture('a cat on the moon');
  const settle = await holdSamples(ann);
  await ann.button('Attach a photo for me').click();
  const loading = ann.page.locator('.previews [aria-busy=true]', { hasText: 'lake.png' });
  const dots = await loading.locator('.dots').evaluate(({ children }) => {
    return [...children].map((dot) => dot.getBoundingClientRect().top);
  });
  expect(dots).toEqual(Array.from({ length: 3 }, () => dots[0]));
  await ann.composer.press('Enter');
  await ann.page.locator('.send[aria-busy=true]').waitFor();
  settle(true);
  const messages = ann.page.getByRole('article', { name: /^Ann/ });
  await messages.last().getByRole('img', { name: 'lake.png' }).waitFor();
  expect(await messages.count()).toBe(2);
});

it('a message whose photo cannot be loaded stays in the composer, with the reason', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const settle = await holdSamples(ann);
  await ann.button('Sample photos').click();
  await ann.page.locator('.tray button').first().click();
  await ann.composer.fill('my lake');
  await ann.composer.press('Enter');
  const reported = ann.page.waitForEvent('console', (message) => message.type() === 'error');
  settle(false);
  await ann.text('could not be loaded').waitFor();
  expect(await ann.composer.inputValue()).toBe('my lake');
  expect(await ann.page.getByRole('article').count()).toBe(0);
  // The browser reports the request that this test has cut.
  await reported;
  ann.consoleErrors.length = 0;
});

it('a command that is run before its photo has come waits for the photo', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const form = await ann.form('imagine');
  const settle = await holdSamples(ann);
  await runWithSample(ann, form);
  settle(true);
  await ann.card.getByText('in autumn').first().waitFor();
  expect(await ann.card.getByRole('img').count()).toBe(1);
});

it('a command that is discarded before its photo has come is not run when the photo comes', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const run: string[] = [];
  world.playground.sandbox.world.events.listen((event) => {
    if (event.kind === 'interaction' && event.payload.type === InteractionType.ApplicationCommand)
      run.push(event.payload.data.name);
  });
  const form = await ann.form('imagine');
  const settle = await holdSamples(ann);
  await runWithSample(ann, form);
  await form.getByRole('button', { name: 'Cancel' }).click();
  const next = await ann.form('help');
  const photo = ann.page.waitForResponse('**/page/samples/lake.png');
  settle(true);
  await (await photo).finished();
  await next.getByRole('button', { name: 'Run' }).click();
  await next.waitFor({ state: 'detached' });
  expect(run).toEqual(['help']);
});

it('a photo that does not come concerns its channel and its person alone, and can be taken out', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const settle = await holdSamples(ann);
  const loading = ann.page.locator('.previews [aria-busy=true]');
  const pick = async () => {
    await ann.button('Sample photos').click();
    await ann.page.locator('.tray button').first().click();
    await loading.waitFor();
  };
  await pick();
  await ann.say('without my lake');
  await ann.page.locator('.send[aria-busy=true]').waitFor();
  await ann.openChannel('pictures');
  await loading.waitFor({ state: 'detached' });
  await ann.say('nothing to wait for');
  await ann.text('nothing to wait for').waitFor();
  await ann.openChannel('general');
  await ann.button('Remove lake.png').click();
  await ann.text('without my lake').waitFor();

  await pick();
  await ann.say('from Ann');
  await ann.page.getByRole('radio', { name: 'Ben' }).click();
  await ann.page.getByRole('radio', { name: 'Ben', checked: true }).waitFor();
  settle(true);
  await ann.page.getByRole('article', { name: /^Ann/ }).getByText('from Ann').waitFor();
  expect(await ann.page.getByRole('article', { name: /^Ann/ }).count()).toBe(2);
});
