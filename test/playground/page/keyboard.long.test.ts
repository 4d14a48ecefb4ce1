import { expect, it } from '@jest/globals';

import { tabTo } from './support/keyboard.js';
import { PageWorld } from './support/page-world.js';

it('the keyboard alone is enough to mention, process, choose a style, edit, reply and kill', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const { keyboard } = ann.page;
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.type('@na');
  await ann.page.getByRole('option', { name: /Nano Banana/ }).waitFor();
  await keyboard.press('Tab');
  await keyboard.type('a quiet harbour');
  await keyboard.press('Shift+Enter');
  await keyboard.type('at dawn');
  expect(await ann.composer.inputValue()).toBe('@Nano Banana a quiet harbour\nat dawn');
  await keyboard.press('Enter');
  await ann.card.getByRole('button', { name: 'Process Prompt' }).waitFor();

  await tabTo(ann, 'Process Prompt', 'Shift+Tab');
  await keyboard.press('Enter');
  await ann.page.locator('playground-embed', { hasText: '1 of 1' }).waitFor();
  await ann.card.getByRole('button', { name: 'Left' }).waitFor();

  await ann.composer.focus();
  await tabTo(ann, /^Apply a style/, 'Shift+Tab');
  await keyboard.press('ArrowDown');
  await keyboard.type('pixel');
  await keyboard.press('ArrowDown');
  await keyboard.press('Escape');
  const select = ann.card.getByRole('button', { name: 'Apply a style' });
  expect(await select.getAttribute('aria-expanded')).toBe('false');
  expect(await select.evaluate((element) => element === document.activeElement)).toBe(true);

  await tabTo(ann, 'Edit Prompt', 'Shift+Tab');
  await keyboard.press('Enter');
  await ann.modal.waitFor();
  await keyboard.press('Control+a');
  await keyboard.type('a loud harbour');
  await tabTo(ann, 'Submit');
  await keyboard.press('Enter');
  await ann.card.getByText('a loud harbour').waitFor();
  await ann.modal.waitFor({ state: 'detached' });

  await ann.composer.focus();
  await tabTo(ann, 'More', 'Shift+Tab');
  await keyboard.press('Enter');
  await ann.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
  await ann.page.keyboard.press('End');
  await ann.page.keyboard.press('Escape');
  await tabTo(ann, 'Reply', 'Shift+Tab');
  await keyboard.press('Enter');
  await ann.text('Replying to Nano Banana').waitFor();
  await keyboard.type('thank you');
  await keyboard.press('Enter');
  await ann
    .button(/^In reply to @Nano Banana/)
    .last()
    .waitFor();

  await tabTo(ann, 'Kill -9');
  await keyboard.press('Enter');
  await ann.text('Nano Banana was killed with kill -9').waitFor();
});
