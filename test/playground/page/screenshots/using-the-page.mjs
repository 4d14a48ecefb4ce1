/** What the scripts of the pictures do in a browser. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import sharp from 'sharp';

const OUT = 'docs/images';
/** A machine under load needs its time to start a bot and draw a picture. */
const TIMEOUT_MS = 60_000;

/** Opens the page for one person; the tour is for those who visit. */
export async function open(browser, { address }, as, options) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  await context.addInitScript(() => localStorage.setItem('playground:tour', 'seen'));
  const url = new URL(address);
  url.searchParams.set('as', as);
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto(url.href);
  await page.getByRole('button', { name: /: Online\. Bot panel/ }).waitFor();
  return page;
}

/** Sends a message, with one of the sample photos where one is named. */
export async function say(page, text, sample) {
  if (sample !== undefined) {
    await page.getByRole('button', { name: 'Sample photos' }).click();
    await page.locator('.tray button').nth(sample).click();
    await page.locator('.previews img').waitFor();
  }
  await page.locator('#composer-text').fill(text);
  await page.locator('#composer-text').press('Enter');
}

/** The bot's newest message. */
export const newest = (page) => page.getByRole('article', { name: /^Nano Banana/ }).last();

/** Presses a button of the newest card. */
export const press = (page, name) => newest(page).getByRole('button', { name }).click();

const PADDING = 10;

/** The place of a message with some space around it, or of a dialog, which needs none. */
async function around(element) {
  const { x, y, width, height } = await element.boundingBox();
  const padding = (await element.getAttribute('aria-labelledby')) === 'modal-title' ? 0 : PADDING;
  const [left, top] = [Math.max(0, x - padding), Math.max(0, y - padding)];
  return { x: left, y: top, width: x + width + padding - left, height: y + height + padding - top };
}

/** Takes a page, or what is around one element of it, once its pictures are there. */
async function taken(page, element) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.picture img')].every(({ complete }) => complete),
  );
  await page.mouse.move(1, 1);
  return sharp(await page.screenshot(element === undefined ? {} : { clip: await around(element) }));
}

async function keep(image, file) {
  const bytes = await image.toBuffer();
  await writeFile(path.join(OUT, file), bytes);
  process.stdout.write(`${path.join(OUT, file)} ${Math.round(bytes.byteLength / 1024)} KiB\n`);
}

/** Takes the whole page, in as few colours as do not show, which keeps the file small. */
export async function shoot(page, name) {
  await keep((await taken(page)).png({ palette: true, effort: 10 }), `${name}.png`);
}

/** Takes the whole page, or one element of it, as WebP: there are many of them. */
export async function shootSmall(page, name, element) {
  await keep((await taken(page, element)).webp({ quality: 82, effort: 6 }), `${name}.webp`);
}
