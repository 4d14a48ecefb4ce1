import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, placeOf, requestOf, statusOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { letModerate } from '../support/e2e-deletions.js';
import { shareGeminiWorld, startWithGemini } from '../support/e2e-gemini.js';
import { importedCards } from '../support/e2e-imported-cards.js';
import { photo } from '../support/pictures.js';

const room = shareGeminiWorld();

const FROM = /\n↩️ From \[another card\]\(([^)]+)\)/;

/** Where a card says that it came from. */
const cameFrom = ({ description = '' }: SeenMessage) => FROM.exec(description)?.[1];

const picture = async (n: number) => ({
  name: `photo${n}.png`,
  bytes: await photo(64 + n, 48)
    .png()
    .toBuffer(),
});

it('a reply to a contact sheet takes every picture of it, until somebody walks to one of them', async () => {
  const { ann } = room();
  const card = await result(ann, 'a lighthouse --n 3');
  expect(placeOf(card)).toBe('1–3 of 3');
  const all = await preview(ann, 'side by side', { replyTo: card });
  expect(requestOf(all).pictures).toBe(3);
  await ann.click(card, '➡️');
  await card.changed(() => placeOf(card) === '1 of 3');
  const one = await preview(ann, 'at night', { replyTo: card });
  expect(requestOf(one).pictures).toBe(1);
});

it('a reply to a preview takes the pictures of its request, and of a text says that there is none', async () => {
  const { ann, ben } = room();
  const files = [await picture(0), await picture(1)];
  const card = await preview(ann, 'a cat', { files });
  const next = await preview(ben, 'a dog', { replyTo: card, files: [await picture(2)] });
  expect(requestOf(next).pictures).toBe(3);
  expect(cameFrom(next)).toContain(card.id);

  const text = await preview(ann, 'a lighthouse');
  const after = await preview(ben, 'at night', { replyTo: text });
  expect(requestOf(after)).toEqual({ from: 'From your words', pictures: 0 });
  expect(after.fields.map(({ value }) => value).join()).toContain('It shows no picture yet.');
  expect(cameFrom(after)).toBeUndefined();
});

it('a reply during a generation takes what the card shows, and leaves the generation alone', async () => {
  const { gemini, sandbox, world } = await startWithGemini();
  const [ann, ben] = [sandbox.user('ann'), sandbox.user('ben')];
  const card = await result(ann, 'a lighthouse');
  gemini.script({ kind: 'hang' });
  const asked = gemini.requests.length;
  await ann.click(card, 'Vary');
  await gemini.received(asked + 1);
  const next = await preview(ben, 'at night', { replyTo: card });
  expect(requestOf(next).pictures).toBe(1);
  await world.killAndRestart();
  await card.changed(() => placeOf(card) === '2 of 2' && statusOf(card) === undefined);
  expect(card.description).toContain('↪️ Continued in');
});

it('a reply in a direct message goes on from the card there, and its card links to it there alone', async () => {
  const { ann, channel, sandbox } = room();
  const card = await ann.nextReply(await ann.dm('a cat', { files: [await picture(0)] }));
  const next = await ann.nextReply(await ann.dm('a dog', { replyTo: card }));
  expect(cameFrom(next)).toBe(`https://discord.com/channels/@me/${card.channelId}/${card.id}`);
  await ann.command('show', { id: interactionIdOf(next) }, { channel });
  await next.changed(() => next.buttons.length === 0);
  const moved = [...sandbox.world.messages.values()].findLast(
    ({ embeds }) => embeds[0]?.footer?.text === next.footer,
  );
  expect(moved?.id).not.toBe(next.id);
  expect(cameFrom(ann.sees(moved?.id ?? ''))).toBeUndefined();
});

it('a reply in a thread goes on from the card there', async () => {
  const { ann, ben } = room();
  const writing = { channel: 'kittens', files: [await picture(0)] };
  const card = await preview(ann, 'a cat', writing);
  const next = await preview(ben, 'a dog', { replyTo: card });
  expect(next.channelId).toBe(card.channelId);
  expect(cameFrom(next)).toContain(`/${card.channelId}/${card.id}`);
});

it('a reply to a card of the Python bot goes on from what it shows, and links to it once it was used', async () => {
  const here = room();
  const [imported] = await importedCards(here, ['result']);
  const card = imported!.card;
  const next = await preview(here.ben, 'a dog', { replyTo: card });
  expect(requestOf(next).pictures).toBe(1);
  expect(cameFrom(next)).toBeUndefined();
  // A link needs the place of the other card, which the bot knows once Discord has answered.
  const id = interactionIdOf(next);
  await here.world.bot.logged('Answered', ({ interactionId }) => interactionId === id);
  await here.ann.click(card, 'style_nav_left');
  await card.changed(() => card.description?.includes(next.id) === true);
  const modal = await here.ben.openModal(next, 'Edit Prompt');
  await modal.submit({ prompt: 'a fox' });
  await next.changed(() => next.title === 'a fox');
  expect(cameFrom(next)).toContain(card.id);
});

it('a reply to a card that was deleted says so, and its request goes on without it', async () => {
  const { ann, ben, channel, sandbox } = room();
  const card = await preview(ann, 'a cat', { files: [await picture(0)] });
  letModerate(sandbox, channel, ann);
  ann.deleteMessage(card);
  const next = await preview(ben, 'a dog', { replyTo: card });
  expect(requestOf(next).pictures).toBe(0);
  expect(next.fields.map(({ value }) => value).join()).toContain('It is gone');
  expect(cameFrom(next)).toBeUndefined();
});
