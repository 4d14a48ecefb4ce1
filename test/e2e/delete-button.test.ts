import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { changeThread } from '../../src/sandbox/world/threads.js';
import { interactionIdOf, lookOf, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { deleteCard, deleteWhole, expectDeleted, letModerate } from '../support/e2e-deletions.js';
import { richCard } from '../support/e2e-explained.js';
import { shareGeminiWorld, type GeminiRoom } from '../support/e2e-gemini.js';
import { inVain } from '../support/e2e-replies.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { photo, solid } from '../support/pictures.js';

const room = shareGeminiWorld();

const DELETE_BY_TOKEN = { method: 'DELETE', route: '/webhooks/:id/:token/messages/:id' };
const DELETE_BY_CHANNEL = { method: 'DELETE', route: '/channels/:id/messages/:id' };
const FORBIDDEN = { code: 50001, message: 'Missing Access' };

const messagesIn = ({ sandbox, channel }: GeminiRoom) =>
  sandbox.world.channel(channel).messageIds.length;

const WAYS: readonly [string, (here: GeminiRoom) => Promise<[Person, SeenMessage]>][] = [
  ['who asked, on a result', async ({ ann }) => [ann, await richCard(ann)]],
  ['who asked, on a preview', async ({ ann }) => [ann, await preview(ann, 'a cat')]],
  [
    'a moderator, on the card of somebody else',
    async ({ sandbox, channel, ann, ben }) => {
      letModerate(sandbox, channel, ben);
      return [ben, await result(ann, 'a cat')];
    },
  ],
  [
    'who asked, in an archived thread',
    async ({ sandbox, ann }) => {
      const card = await result(ann, 'a cat', { channel: 'kittens' });
      changeThread(sandbox.world, sandbox.world.channel('kittens'), { archived: true });
      return [ann, card];
    },
  ],
  [
    'their person, in direct messages',
    async ({ ann }) => {
      const card = await ann.nextReply(await ann.dm('a cat'));
      await ann.click(card, 'Process Prompt');
      await finished(card);
      return [ann, card];
    },
  ],
];

it.each(WAYS)('🗑️ by %s removes message, row and pictures', async (_who, prepare) => {
  const here = room();
  const [person, card] = await prepare(here);
  await deleteWhole(here.world, person, card);
  expect(person.ephemerals).toEqual([]);
});

it('🗑️ asks with the prompt and the number of pictures, and nothing of the words is left in the database', async () => {
  const { world, ann } = room();
  const bytes = await photo(64, 48).png().toBuffer();
  const files = [{ name: 'photo.png', bytes }];
  const card = await result(ann, 'a cat with a wooden leg', { files });
  const { title, texts } = await ann.openModal(card, '🗑️');
  expect(title).toBe('Delete this card?');
  expect(texts.join('\n')).toContain('“a cat with a wooden leg” and its 2 pictures');
  expect(card.isDeleted).toBe(false);
  await deleteWhole(world, ann, card);
  for (const name of ['nanobanana.sqlite', 'nanobanana.sqlite-wal'])
    expect(await readFile(path.join(world.dataDir, name), 'latin1')).not.toContain('wooden leg');
});

it('🗑️ by another person is refused in private, also when a moderator loses the right in between', async () => {
  const { sandbox, channel, ann, ben } = room();
  const card = await result(ann, 'a cat');
  const before = lookOf(card);
  const { ephemeral } = await ben.click(card, '🗑️');
  const refusal = `Only <@${ann.id}>, who asked for this card, and somebody with Manage Messages can delete it.`;
  expect(ephemeral?.content).toBe(refusal);
  letModerate(sandbox, channel, ben);
  const modal = await ben.openModal(card, '🗑️');
  letModerate(sandbox, channel, ben, false);
  expect((await modal.submit()).ephemeral?.content).toBe(refusal);
  expect(lookOf(card)).toEqual(before);
  await ben.click(card, 'Process Prompt');
  await card.changed(() => placeOf(card) === '2 of 2');
});

it('🗑️ on a card of which nobody knows who asked works for a moderator alone', async () => {
  const { world, sandbox, channel, ann, ben } = room();
  const card = await result(ann, 'a cat');
  await ann.click(card, '⭐');
  const id = interactionIdOf(card);
  const database = await E2eDatabase.open(world);
  await database.run(
    "UPDATE interactions SET document = json_set(document, '$.userId', NULL), version = version + 1 WHERE id = ?",
    id,
  );
  const { ephemeral } = await ann.click(card, '🗑️');
  expect(ephemeral?.content).toMatch(/^I do not know who asked for this card/);
  letModerate(sandbox, channel, ben);
  await deleteWhole(world, ben, card);
});

it('🗑️ on a card that waits in the queue takes it out: the model is not asked, and the next one goes on', async () => {
  const { world, gemini, ann } = room();
  const [first, second, third] = [
    await preview(ann, 'one'),
    await preview(ann, 'two'),
    await preview(ann, 'three'),
  ];
  const slow = gate();
  const answer = picture(await photo(32, 24).png().toBuffer());
  gemini.script({ kind: 'later', after: slow.opened, answer });
  await ann.click(first, 'Process Prompt');
  await gemini.received(1);
  for (const card of [second, third]) await ann.click(card, 'Process Prompt');
  await deleteWhole(world, ann, second);
  slow.open();
  await Promise.all([finished(first), finished(third)]);
  expect(gemini.requests.map(({ prompt }) => prompt)).toEqual(['one', 'three']);
});

it('🗑️ while a picture is made brings no late picture back, whether or not the model still answers', async () => {
  const here = room();
  const { world, bot, gemini, ann, ben } = here;
  const card = await preview(ann, 'a cat');
  const id = interactionIdOf(card);
  const slow = gate();
  const answer = picture(await photo(32, 24).png().toBuffer());
  gemini.script({ kind: 'later', after: slow.opened, answer });
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  const modal = await ann.openModal(card, '🗑️');
  const before = messagesIn(here);
  await modal.submit();
  await expectDeleted(world, card, id);
  slow.open();
  await result(ben, 'a dog');
  await bot.stop();
  expect(messagesIn(here)).toBe(before + 1);
  expect(bot.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  const own = here.sandbox.world.directChannel(ann.id, here.sandbox.bot.id);
  expect(own.messageIds).toEqual([]);
});

it('🗑️ while the third of four pictures is made removes the first two, and asks for no more', async () => {
  const { world, gemini, ann } = room();
  const card = await preview(ann, 'a cat --n 4');
  const id = interactionIdOf(card);
  const slow = gate();
  const bytes = await Promise.all([1, 2].map((n) => solid([n, 0, 0], 32, 24).png().toBuffer()));
  for (const each of bytes) gemini.script(picture(each));
  gemini.script({ kind: 'later', after: slow.opened, answer: picture(bytes[0]!) });
  await ann.click(card, 'Process Prompt');
  await gemini.received(3);
  await deleteCard(ann, card);
  await expectDeleted(world, card, id);
  slow.open();
  await result(ann, 'a dog');
  expect(gemini.requests.map(({ prompt }) => prompt)).toEqual(['a cat', 'a cat', 'a cat', 'a dog']);
});

it.each([
  ['between modal and submit', async (world: GeminiRoom['world']) => world.killAndRestart()],
  [
    'long before it, for longer than a token lives',
    async (world: GeminiRoom['world']) => {
      await world.bot.kill();
      world.sandbox.clock.advance(20 * 60_000);
      await world.startBot();
    },
  ],
])('🗑️ works after a SIGKILL %s', async (_when, kill) => {
  const { world, ann } = room();
  const card = await result(ann, 'a cat');
  const id = interactionIdOf(card);
  const modal = await ann.openModal(card, '🗑️');
  await kill(world);
  await modal.submit();
  await expectDeleted(world, card, id);
  expect(ann.ephemerals).toEqual([]);
});

it('🗑️ that was confirmed while the bot was away is carried out after its start', async () => {
  const { world, sandbox, ann } = room();
  const card = await result(ann, 'a cat');
  const id = interactionIdOf(card);
  const modal = await ann.openModal(card, '🗑️');
  await world.bot.kill();
  await inVain(sandbox, modal.submit());
  await world.startBot();
  await expectDeleted(world, card, id);
  expect(ann.ephemerals).toEqual([]);
});

it('🗑️ where Discord does not let the bot delete says so in private, and the card works and can be deleted later', async () => {
  const { world, sandbox, ann } = room();
  const card = await result(ann, 'a cat');
  const effect = { kind: 'status', status: 403, body: FORBIDDEN } as const;
  for (const match of [DELETE_BY_TOKEN, DELETE_BY_CHANNEL])
    sandbox.faults.add({ ...match, effect, times: Infinity });
  await deleteCard(ann, card);
  const told = await ann.nextEphemeral();
  expect(told.content).toContain('So the card is still there. Press 🗑️ once more');
  sandbox.faults.clear();
  await ann.click(card, 'Vary');
  await card.changed(() => placeOf(card) === '2 of 2');
  await deleteWhole(world, ann, card);
});
