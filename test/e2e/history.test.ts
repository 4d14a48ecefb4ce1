import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { CommandOptions } from '../../src/sandbox/client/command-data.js';
import { preview, result } from '../support/e2e-cards.js';
import { told } from '../support/e2e-private-answers.js';
import { eventually } from '../support/eventually.js';
import { shareWorld } from '../support/e2e-room.js';

const room = shareWorld();

/** A page of somebody's history, as soon as it is there. */
async function historyOf(person: Person, options: CommandOptions = {}): Promise<SeenMessage> {
  return told(await person.command('history', options));
}

const titles = ({ embeds }: SeenMessage) => embeds.map(({ title }) => title);

it('a history shows only what one asked for, newest first, with small pictures, and is searched after a restart', async () => {
  const { world, ann, ben } = room();
  await result(ann, 'a lighthouse');
  await preview(ben, 'the secret of ben');
  await preview(ann, 'a windmill');

  const page = await historyOf(ann);
  expect(titles(page)).toEqual(['1 · a windmill', '2 · a lighthouse']);
  expect(page.embeds.map(({ thumbnail }) => thumbnail !== undefined)).toEqual([false, true]);

  await world.killAndRestart();
  const modal = await ann.openModal(page, 'Search');
  await modal.submit({ text: 'LIGHT' });
  await page.changed(() => page.embeds.length === 1);
  expect(titles(page)).toEqual(['1 · a lighthouse']);
  await ann.click(page, 'Everything');
  await page.changed(() => page.embeds.length === 2);
  await ann.click(page, '⭐ only');
  await page.changed(() => page.embeds.length === 0);
  expect(page.content).toContain('Nothing found');
});

it('a history has pages, which lead back and forth', async () => {
  const { ann } = room();
  for (let n = 1; n <= 7; n += 1) await preview(ann, `number ${n}`);
  const page = await historyOf(ann, { search: 'number' });
  expect(titles(page)).toEqual([7, 6, 5, 4, 3].map((n, index) => `${index + 1} · number ${n}`));
  expect(page.button('Newer').disabled).toBe(true);
  await ann.click(page, 'Older');
  await page.changed(() => page.embeds.length === 2);
  expect(titles(page)).toEqual(['1 · number 2', '2 · number 1']);
  expect(page.button('Older').disabled).toBe(true);
  await ann.click(page, 'Newer');
  await page.changed(() => page.embeds.length === 5);
});

it('a card is posted where its person is, is the card from then on, and its former message says so', async () => {
  const { ann, ben, world } = room();
  const former = await result(ann, 'a lighthouse');
  const page = await historyOf(ann);
  await ann.select(page, '1 · a lighthouse');
  await page.changed(() => page.buttons.some(({ label }) => label === 'Post here'));
  const answer = await told(await ann.click(page, 'Post here'));
  const [, cardId = ''] = /\/(\d+)$/.exec(answer.content) ?? [];
  const card = ann.sees(cardId);
  expect(card.pictureName).toBe(former.pictureName);
  await former.changed(() => former.buttons.length === 0);
  expect(former.content).toContain(cardId);
  expect(former.pictureName).toBe(card.pictureName);

  await world.killAndRestart();
  await ben.click(card, 'Vary');
  await card.changed(() => card.pictureName !== former.pictureName);
  expect(former.pictureName).not.toBe(card.pictureName);
});

it('the original of a picture is downloaded', async () => {
  const { ann } = room();
  const card = await result(ann, 'a lighthouse');
  const page = await historyOf(ann);
  await ann.select(page, '1 · a lighthouse');
  await page.changed(() => page.buttons.some(({ label }) => label === 'Download'));
  const answer = await told(await ann.click(page, 'Download'));
  expect(answer.files.map(({ name }) => name)).toEqual([card.pictureName]);
  expect(answer.files[0]?.bytes).toEqual(await card.picture());
});

it('a card is brought by its short id, by whoever can read its channel, and by nobody else', async () => {
  const { ann, ben, cleo, sandbox, channel } = room();
  const former = await preview(ann, 'a lighthouse');
  const [, id = ''] = /Persistent Session ID: (\S+)/.exec(former.footer ?? '') ?? [];
  const here = await ben.command('show', { id: id.slice(0, 8) }, { channel: 'general' });
  const [, cardId = ''] = /\/(\d+)$/.exec((await told(here)).content) ?? [];
  const card = ben.sees(cardId);
  expect(card.channelId).toBe(sandbox.world.channel('general').id);
  expect(card.footer).toBe(former.footer);

  const direct = await ann.dm('a secret');
  const secret = await ann.nextReply(direct);
  const [, secretId = ''] = /Persistent Session ID: (\S+)/.exec(secret.footer ?? '') ?? [];
  const refused = await cleo.command('show', { id: secretId }, { channel });
  expect((await told(refused)).content).toContain('I found no card');
  expect(secret.buttons.length).toBeGreaterThan(0);
});

it('a card is brought into a direct message, and is deleted there with its former message', async () => {
  const { ann } = room();
  const former = await preview(ann, 'a lighthouse');
  const direct = await ann.nextReply(await ann.dm('something else'));
  const page = await told(await ann.command('history', {}, { channel: direct.channelId }));
  await ann.select(page, '2 · a lighthouse');
  await page.changed(() => page.buttons.some(({ label }) => label === 'Post here'));
  const answer = await told(await ann.click(page, 'Post here'));
  const [, channelId, cardId = ''] = /\/@me\/(\d+)\/(\d+)$/.exec(answer.content) ?? [];
  expect(channelId).toBe(direct.channelId);
  const card = ann.sees(cardId);
  await former.changed(() => former.buttons.length === 0);

  const modal = await ann.openModal(card, '🗑️');
  await modal.submit();
  await eventually(() => card.isDeleted && former.isDeleted);
  await ann.click(page, 'Back');
  await page.changed(() => page.buttons.some(({ label }) => label === 'Search'));
  expect(titles(page)).toEqual(['1 · something else']);
});
