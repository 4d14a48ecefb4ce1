import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { interactionIdOf, placeOf } from '../support/e2e-card-look.js';
import { preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { shareGeminiWorld, startWithGemini, type GeminiRoom } from '../support/e2e-gemini.js';
import { withOutcomeDue } from '../support/e2e-outcomes.js';
import { repliesTo } from '../support/e2e-replies.js';

const POST = { method: 'POST', route: '/channels/:id/messages' };

const room = shareGeminiWorld();

/** What everybody has in their direct messages with the bot. */
function privateMessages({ sandbox, ann, ben }: GeminiRoom): number {
  const channels = [ann, ben].map(({ id }) => sandbox.world.directChannel(id, sandbox.bot.id));
  return channels.reduce((sum, { messageIds }) => sum + messageIds.length, 0);
}

const moderatorDeletes = ({ sandbox }: GeminiRoom, { message }: SeenMessage) =>
  sandbox.writer.remove(message);

const bulkDeleted = ({ sandbox }: GeminiRoom, { message, channelId }: SeenMessage) =>
  sandbox.writer.removeAll(sandbox.world.channel(channelId), [message]);

it.each([
  ['by a moderator', moderatorDeletes],
  ['with others at once', bulkDeleted],
])(
  'a card that was deleted %s while the bot was down is noted, and nobody gets a copy of it',
  async (_how, change) => {
    const due = await withOutcomeDue(room(), change);
    await due.world.bot.logged('Made up for what was missed');
    await due.world.bot.stop();
    expect(privateMessages(due)).toBe(0);
    const row = await (await E2eDatabase.open(due.world)).row(interactionIdOf(due.card));
    expect(row?.['deleted_at']).toEqual(expect.any(String));
    expect(row?.['active_status']).toBeNull();
  },
);

it.each([
  [
    'message',
    ({ sandbox: { world } }: GeminiRoom, { message }: SeenMessage) =>
      void world.messages.delete(message.id),
  ],
  [
    'channel',
    ({ sandbox: { world } }: GeminiRoom, { channelId }: SeenMessage) =>
      void world.channels.delete(channelId),
  ],
])(
  'an outcome whose %s turns out to be gone is told to nobody, and its interaction is noted as deleted',
  async (_what, change) => {
    const due = await withOutcomeDue(room(), change);
    await due.world.bot.stop();
    expect(privateMessages(due)).toBe(0);
    const row = await (await E2eDatabase.open(due.world)).row(interactionIdOf(due.card));
    expect(row?.['deleted_at']).toEqual(expect.any(String));
    expect(row?.['active_status']).toBeNull();
  },
);

it('a card that is deleted while its picture is made calls the generation off', async () => {
  const { world, sandbox, gemini } = await startWithGemini();
  const ann = sandbox.user('ann');
  const card = await preview(ann, 'a cat');
  gemini.script({ kind: 'hang' });
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  sandbox.writer.remove(card.message);
  await world.bot.logged('Deletion noted');
  expect(await world.bot.stop()).toBe(0);
  const row = await (await E2eDatabase.open(world)).row(interactionIdOf(card));
  expect(row?.['deleted_at']).toEqual(expect.any(String));
  expect(row?.['active_status']).toBeNull();
});

it('a request that is deleted before its card is posted gets none, and what others asked for goes on', async () => {
  const { sandbox, bot, ann, ben } = room();
  sandbox.faults.add({ ...POST, effect: { kind: 'cut' }, when: 'before' });
  const posting = sandbox.requests.begun(POST);
  const message = await ann.mention('a cat');
  await posting;
  ann.deleteMessage(message);
  await bot.logged('Answered', ({ action }) => action === 'mention');
  await result(ben, 'a dog');
  expect(repliesTo(sandbox, message)).toEqual([]);
});

it('a request that is deleted after its card is there leaves the card as it is', async () => {
  const { ann } = room();
  const message = await ann.mention('a cat');
  const card = await ann.nextReply(message);
  ann.deleteMessage(message);
  await ann.click(card, 'Process Prompt');
  await card.changed((each) => placeOf(each) === '1 of 1');
  expect(card.isDeleted).toBe(false);
});
