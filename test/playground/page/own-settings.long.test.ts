import { expect, it } from '@jest/globals';

import type { OpenedPage } from './support/opened-page.js';
import { PageWorld } from './support/page-world.js';

/** Opens the settings of new cards: one's own, or those of the server. */
async function openSettings({ page, composer }: OpenedPage, whose: 'me' | 'this server') {
  await composer.fill('/settings');
  await composer.press('Enter');
  const form = page.getByRole('form', { name: '/settings' });
  await form.getByRole('combobox').selectOption({ label: whose });
  await form.getByRole('button', { name: 'Run' }).click();
}

it('new cards start with what their person or the owner of the server has set with /settings', async () => {
  const world = await PageWorld.start();
  const [ann, ben] = [await world.open('ann'), await world.open('ben')];
  await openSettings(ben, 'this server');
  await ben.text(/The settings of a server can be changed only in that server/).waitFor();
  expect(await ben.modal.count()).toBe(0);

  await openSettings(ann, 'this server');
  await ann.modal.getByRole('heading', { name: 'Settings of this server' }).waitFor();
  await ann.modal.getByLabel('Aspect ratio').selectOption('3:2');
  await ann.modal.getByRole('button', { name: 'Submit' }).click();
  await ann.text('From now on, new cards on this server start with: 3:2.').waitFor();
  await (await ben.ask('a brown bear')).getByText('3:2 ·').waitFor();

  await openSettings(ben, 'me');
  await ben.modal.getByLabel('Number').selectOption('2');
  await ben.modal.getByRole('button', { name: 'Submit' }).click();
  await ben.text('From now on, your new cards start with: 2 pictures.').waitFor();
  await (await ben.ask('a grey goose')).getByText('2 pictures').waitFor();
  await ann.card.getByText('2 pictures').waitFor();
  const next = await ann.ask('a black cat');
  expect(await next.getByText('2 pictures').count()).toBe(0);
});
