import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

import { expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';

import { chooseInHistory, openHistory } from './support/history.js';
import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong with what is on screen, shortly. */
async function violations({ page }: OpenedPage): Promise<string[]> {
  await page.evaluate(await readFile(axePath, 'utf8'));
  const { violations: found }: AxeResults = await page.evaluate('axe.run()');
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

const THEMES = ['dark', 'light'] as const;

it.each(THEMES)(
  'axe finds nothing wrong in the %s theme with a result card, a menu, a select, a picture and each modal open',
  async (colorScheme) => {
    const world = await PageWorld.start();
    const ann = await world.open('ann', { colorScheme });
    const card = await ann.makePicture('a wide valley');
    expect(await violations(ann)).toEqual([]);

    await card.getByRole('button', { name: 'Apply a style' }).click();
    await ann.page.getByRole('option').first().waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.page.keyboard.press('Escape');

    await card.getByRole('button', { name: 'More' }).click();
    await ann.page.getByRole('menu').waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.page.keyboard.press('Escape');

    await card.getByRole('button', { name: /^Enlarge/ }).click();
    await ann.modal.waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.page.keyboard.press('Escape');

    for (const opening of ['Edit Prompt', 'Settings', '🗑️']) {
      await card.getByRole('button', { name: opening }).click();
      await ann.modal.waitFor();
      expect(await violations(ann)).toEqual([]);
      await ann.page.keyboard.press('Escape');
      await ann.modal.waitFor({ state: 'detached' });
    }
  },
);

it.each(THEMES)(
  'axe finds nothing wrong in the %s theme with the form of a command, a private card, and the history',
  async (colorScheme) => {
    const world = await PageWorld.start();
    const ann = await world.open('ann', { colorScheme });
    const form = await ann.form('imagine');
    await form.getByLabel('prompt', { exact: true }).fill('a wide plain');
    await form.getByRole('button', { name: 'Sample photos' }).click();
    await ann.page.locator('.tray button').first().click();
    await form.getByRole('button', { name: 'Remove lake.png' }).waitFor();
    const style = form.getByRole('combobox', { name: 'style' });
    await style.fill('pixel');
    await ann.page.getByRole('option', { name: 'Pixel Art 16-bit' }).waitFor();
    expect(await violations(ann)).toEqual([]);
    await style.press('Escape');
    await form.getByLabel('private', { exact: true }).selectOption('true');
    await form.getByRole('button', { name: 'Run' }).click();
    await ann.card.getByText('Only you can see this').waitFor();
    await ann.card.getByRole('button', { name: 'Process Prompt' }).click();
    await ann.card.getByRole('button', { name: 'Left' }).waitFor();
    expect(await violations(ann)).toEqual([]);

    await ann.ask('a narrow plain');
    const history = await openHistory(ann);
    expect(await violations(ann)).toEqual([]);
    await history.getByRole('button', { name: 'Search' }).click();
    await ann.modal.waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.page.keyboard.press('Escape');
    await ann.modal.waitFor({ state: 'detached' });
    await chooseInHistory(ann, 'a narrow plain');
    await history.getByRole('button', { name: 'Post here' }).click();
    await ann.text('Here it is').waitFor();
    await ann.page.getByRole('link', { name: 'Message in #general' }).last().click();
    await ann.page.locator('article:focus').waitFor();
    expect(await violations(ann)).toEqual([]);

    await ann.page.getByRole('button', { name: 'Elsewhere' }).click();
    await ann.text('is not in this server').waitFor();
    expect(await violations(ann)).toEqual([]);
  },
);

it.each(THEMES)(
  'axe finds nothing wrong in the %s theme at the first visit, with the log, the members, and the bot offline',
  async (colorScheme) => {
    const world = await PageWorld.start();
    const ann = await world.open('ann', { colorScheme, tour: true });
    await ann.text('1 of 6').waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.button('Stop').click();
    await ann.text('Its cards stay as they are').waitFor();
    await ann.composer.fill('/');
    await ann.page.getByRole('option').first().waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.tab('Log');
    await ann.page.locator('.log li').first().waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.tab('Members');
    expect(await violations(ann)).toEqual([]);
  },
);

it.each(THEMES)(
  'axe finds nothing wrong in the %s theme on a phone, with each drawer open',
  async (colorScheme) => {
    const world = await PageWorld.start();
    const viewport = { width: 360, height: 740 };
    const ann = await world.open('ann', {
      colorScheme,
      viewport,
      hasTouch: true,
      isMobile: true,
      tour: true,
    });
    await ann.text('1 of 6').waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.makePicture('a narrow alley');
    const overflow = await ann.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(await violations(ann)).toEqual([]);
    await ann.button('Channels').click();
    await ann.page.locator('.channels').getByRole('button', { name: 'pictures' }).waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.openChannel('pictures');
    await ann.button(/Bot panel/).click();
    await ann.button('Kill -9').waitFor();
    expect(await violations(ann)).toEqual([]);
    await ann.button('Close panel').click();
    await ann.composer.click();
    await ann.makePicture('a second alley');
  },
);
