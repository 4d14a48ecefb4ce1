import type { Locator } from 'playwright-core';

import type { OpenedPage } from './opened-page.js';

/** Asks for one's history in the open channel, and returns the message that shows it. */
export async function openHistory(opened: OpenedPage): Promise<Locator> {
  await opened.run('history');
  const history = opened.page
    .getByRole('article', { name: /^Nano Banana/ })
    .filter({ hasText: 'Your history' })
    .last();
  await history.getByText('Your history').waitFor();
  const message = opened.page.locator('.message', { has: history }).last();
  const id = await message.getAttribute('data-message-id');
  return opened.page.locator(`[data-message-id="${id}"]`);
}

/** Chooses an entry of the history that is open. */
export async function chooseInHistory({ page }: OpenedPage, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Post, open or download one' }).click();
  await page.getByRole('option', { name: title }).click();
  await page.getByRole('button', { name: 'Post here' }).waitFor();
}
