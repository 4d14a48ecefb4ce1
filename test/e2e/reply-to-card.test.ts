import { createHash } from 'node:crypto';

import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { RequestMatch } from '../../src/sandbox/faults.js';
import { interactionIdOf, requestOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { deleteWhole } from '../support/e2e-deletions.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';

const room = shareGeminiWorld();

const POST: RequestMatch = { method: 'POST', route: '/channels/:id/messages' };

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The messages that a card links to, in the order in which it names them. */
const linksOf = ({ description = '' }: SeenMessage) =>
  [...description.matchAll(/\]\(https:\/\/discord\.com\/channels\/[\d@me]+\/\d+\/(\d+)\)/g)].map(
    ([, messageId]) => messageId,
  );

it('a mention in a reply to a card goes on from the output that the card shows, and the cards link to each other', async () => {
  const { gemini, ann, ben } = room();
  const card = await result(ann, 'a lighthouse');
  const shown = card.files.find(({ name }) => name === card.pictureName);
  const next = await preview(ben, 'at night', { replyTo: card });
  expect(requestOf(next)).toEqual({ from: 'From your words and 1 picture', pictures: 1 });
  expect(next.description).toMatch(/\n↩️ From \[another card\]\([^)]+\)$/);
  expect(linksOf(next)).toEqual([card.id]);
  await ben.click(next, 'Process Prompt');
  await next.changed(() => next.buttons.some(({ label }) => label === 'Vary'));
  expect(linksOf(next)).toEqual([card.id]);
  const [sent] = gemini.requests.at(-1)?.pictures ?? [];
  expect(sent && sha256(sent.bytes)).toBe(shown && sha256(shown.bytes));
  // The card that was replied to is not edited for that: its next change tells it.
  expect(linksOf(card)).toEqual([]);
  await ann.click(card, '⭐');
  expect(card.description).toMatch(/\n↪️ Continued in \[one card\]\([^)]+\)$/);
  expect(linksOf(card)).toEqual([next.id]);
});

it('the links of cards lead to where these are now, and to none that was deleted', async () => {
  const { ann, ben, channel, sandbox, world } = room();
  const card = await result(ann, 'a lighthouse');
  const next = await preview(ben, 'at night', { replyTo: card });
  const asked = { id: interactionIdOf(card) };
  const { ephemeral: told } = await ann.command('show', asked, { channel: 'general' });
  await told?.changed(({ isLoading }) => !isLoading);
  const movedTo = [...sandbox.world.messages.values()].findLast(
    ({ embeds, id }) => embeds[0]?.footer?.text === card.footer && id !== card.id,
  );
  const moved = ann.sees(movedTo?.id ?? '');
  expect(linksOf(moved)).toEqual([next.id]);
  await (await ben.openModal(next, 'Edit Prompt')).submit({ prompt: 'in winter' });
  await next.changed(() => next.title === 'in winter');
  expect(linksOf(next)).toEqual([moved.id]);
  // A reply to the message that was the card goes on from the card.
  const third = await preview(ben, 'in spring', { replyTo: card, channel });
  expect(linksOf(third)).toEqual([moved.id]);

  await deleteWhole(world, ben, next);
  await ann.click(moved, '⭐');
  expect(linksOf(moved)).toEqual([third.id]);
});

it.each(['before', 'after'] as const)(
  'a reply to a card over which the bot was killed right %s its own card was posted has one card, linked both ways',
  async (when) => {
    const { ann, ben, sandbox, world } = room();
    const card = await result(ann, 'a lighthouse');
    sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when, times: Infinity });
    const sending = sandbox.requests.begun(POST);
    const reply = await ben.mention('at night', { replyTo: card });
    await sending;
    await world.bot.kill();
    sandbox.faults.clear();
    await world.startBot();
    const next = await ben.nextReply(reply);
    await world.bot.logged('Made up for what was missed');
    const replies = () =>
      [...sandbox.world.messages.values()].filter(
        ({ reference }) => reference?.messageId === reply.id,
      );
    await eventually(() => replies().length === 1);
    expect(linksOf(next)).toEqual([card.id]);
    await ann.click(card, '⭐');
    expect(linksOf(card)).toEqual([next.id]);
  },
);
