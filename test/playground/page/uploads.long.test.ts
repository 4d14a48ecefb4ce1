import { expect, it } from '@jest/globals';
import { encode } from 'fast-png';

import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';

const SIZE = 48;

/** A plain picture in one colour, told apart by its name. */
function png(name: string, red = 200) {
  const data = new Uint8Array(SIZE * SIZE * 3).fill(90);
  for (let at = 0; at < data.length; at += 3) data[at] = red;
  const bytes = encode({ width: SIZE, height: SIZE, data, channels: 3 });
  return { name, mimeType: 'image/png', buffer: Buffer.from(bytes) };
}

/** Lets go of a file above the page, or pastes it, as the browser would tell of it. */
async function transfer({ page }: OpenedPage, kind: 'drop' | 'paste', name: string) {
  const base64 = png(name).buffer.toString('base64');
  const handle = await page.evaluateHandle(
    ([text, fileName]) => {
      const bytes = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName!, { type: 'image/png' }));
      return data;
    },
    [base64, name],
  );
  if (kind === 'paste') {
    await page.locator('#composer-text').evaluate((composer, clipboardData) => {
      const options = { clipboardData, bubbles: true, cancelable: true };
      composer.dispatchEvent(new ClipboardEvent('paste', options));
    }, handle);
    return;
  }
  await page.locator('body').dispatchEvent('dragenter', { dataTransfer: handle });
  await page.getByText('Drop pictures to send them here').waitFor();
  await page.locator('body').dispatchEvent('drop', { dataTransfer: handle });
}

it('pictures are picked, pasted, dropped, removed, sent together, and enlarged', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.page.getByLabel('Attach files').setInputFiles([png('picked.png'), png('other.png')]);
  await transfer(ann, 'paste', 'pasted.png');
  await transfer(ann, 'drop', 'dropped.png');
  await ann.button('Remove other.png').click();
  expect(await ann.page.locator('.previews .name').allTextContents()).toEqual([
    'picked.png',
    'pasted.png',
    'dropped.png',
  ]);
  await ann.say('@Nano Banana these three as a poster');
  await ann.button('Enlarge: dropped.png').waitFor();
  await ann.page.locator('.previews').waitFor({ state: 'detached' });
  await ann.card.getByText('these three as a poster', { exact: true }).waitFor();
  await ann.card.getByRole('button', { name: 'Process Prompt' }).waitFor();

  await ann.button('Enlarge: pasted.png').focus();
  await ann.page.keyboard.press('Enter');
  const enlarged = ann.page.getByRole('dialog', { name: 'pasted.png' });
  await enlarged.getByRole('img').waitFor();
  await ann.page.keyboard.press('Escape');
  await enlarged.waitFor({ state: 'detached' });
  const focused = ann.page.locator(':focus');
  expect(await focused.getAttribute('aria-label')).toBe('Enlarge: pasted.png');
});

it('pictures beyond the limits are refused in place, and nothing that was chosen or typed is lost', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.composer.fill('with many files');
  const big = { ...png('big.png'), buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
  await ann.page.getByLabel('Attach files').setInputFiles([png('small.png'), big]);
  await ann.text('“big.png” has 10.0 MiB; a file may have 10.0 MiB.').waitFor();
  const more = Array.from({ length: 10 }, (_, n) => png(`more-${n}.png`));
  await ann.page.getByLabel('Attach files').setInputFiles(more);
  await ann.text('“more-9.png” is one too many: 10 at most.').waitFor();
  expect(await ann.page.locator('.previews li').count()).toBe(10);

  await ann.composer.fill('y'.repeat(2001));
  await ann.composer.press('Enter');
  await ann.text('That is 2001 characters long; a message may have 2000.').waitFor();
  expect(await ann.composer.inputValue()).toHaveLength(2001);
  await ann.composer.fill('short enough');
  await ann.composer.press('Enter');
  await ann.button('Enlarge: more-8.png').waitFor();
});

it('pictures to try with are there by one click', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.button('Sample photos').click();
  const samples = ann.page.locator('.tray button');
  expect(await samples.count()).toBeGreaterThanOrEqual(3);
  await samples.last().click();
  await ann.page.locator('.previews img').waitFor();
  await ann.say('@Nano Banana');
  await ann.card.getByRole('button', { name: 'Process Prompt' }).waitFor();
});
