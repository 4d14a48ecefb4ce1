/**
 * `npm run screenshots`: runs the playground, uses it in a browser, and puts pictures of its main
 * states into `docs/images/`. Needs a build, and Chromium as the browser tests do.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import sharp from 'sharp';

import setUpBrowser from './browser-setup.mjs';

process.chdir(fileURLToPath(new URL('../../..', import.meta.url)));
const { DataDirectory } = await import('../../../dist/src/playground/data-directory.js');
const { Playground } = await import('../../../dist/src/playground/playground.js');

const OUT = 'docs/images';
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };
const PROMPT = 'the same lake in autumn, with a small red boat';

/** Opens the page for one person; the tour is for those who visit. */
async function open(browser, { address }, as, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  await context.addInitScript(() => localStorage.setItem('playground:tour', 'seen'));
  const url = new URL(address);
  url.searchParams.set('as', as);
  const page = await context.newPage();
  await page.goto(url.href);
  await page.getByRole('button', { name: /: Online\. Bot panel/ }).waitFor();
  return page;
}

/** Sends a message, with one of the sample photos where one is named. */
async function say(page, text, sample) {
  if (sample !== undefined) {
    await page.getByRole('button', { name: 'Sample photos' }).click();
    await page.locator('.tray button').nth(sample).click();
    await page.locator('.previews img').waitFor();
  }
  await page.locator('#composer-text').fill(text);
  await page.locator('#composer-text').press('Enter');
}

const newest = (page) => page.getByRole('article', { name: /^Nano Banana/ }).last();
const press = (page, name) => newest(page).getByRole('button', { name }).click();

/** Takes the page as it is, in as few colours as do not show, which keeps the file small. */
async function shoot(page, name) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.picture img')].every(({ complete }) => complete),
  );
  await page.mouse.move(1, 1);
  const png = await sharp(await page.screenshot())
    .png({ palette: true, effort: 10 })
    .toBuffer();
  await writeFile(path.join(OUT, `${name}.png`), png);
  process.stdout.write(`${path.join(OUT, name)}.png ${Math.round(png.byteLength / 1024)} KiB\n`);
}

async function takeAll(browser, playground) {
  const ann = await open(browser, playground, 'ann', { ...DESKTOP, colorScheme: 'dark' });
  const ben = await open(browser, playground, 'ben', { ...DESKTOP, colorScheme: 'light' });
  await say(ben, 'Who has a picture for the poster?');
  await say(ann, `@Nano Banana ${PROMPT}`, 0);
  await newest(ann).getByRole('button', { name: 'Process Prompt' }).waitFor();
  await press(ann, 'Process Prompt');
  await newest(ann).getByRole('button', { name: 'Left' }).waitFor();
  await newest(ann).getByRole('img').waitFor();
  await shoot(ann, 'playground-result');

  await press(ben, 'Apply a style');
  await ben.getByRole('combobox', { name: 'Search options' }).fill('p');
  await ben.keyboard.press('ArrowDown');
  await shoot(ben, 'playground-styles');
  await ben.keyboard.press('Escape');

  await ann.getByRole('button', { name: 'Kill -9' }).click();
  await ann.locator('.bot-event.down').waitFor();
  await shoot(ann, 'playground-killed');
  await ann.locator('.bot-event.back').waitFor();

  const cleo = await open(browser, playground, 'cleo', { ...PHONE, colorScheme: 'dark' });
  await press(cleo, 'Process Prompt');
  await newest(cleo).getByText('3 of 3').waitFor();
  await newest(cleo).getByRole('img').waitFor();
  await shoot(cleo, 'playground-phone');
}

await setUpBrowser();
await mkdir(OUT, { recursive: true });
const playground = await Playground.start({
  port: 0,
  data: await DataDirectory.open(undefined),
  gemini: { apiKey: undefined, name: undefined, url: undefined },
  logLevel: 'info',
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await takeAll(browser, playground);
} finally {
  await browser.close();
  await playground.stop();
}
