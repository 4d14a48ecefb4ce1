import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { preview, result } from '../support/e2e-cards.js';
import { repliesTo } from '../support/e2e-replies.js';
import { shareWorld } from '../support/e2e-room.js';
import { photo } from '../support/pictures.js';

const PENCIL = '✏️';

const room = shareWorld();

/** The bot has answered everything that came before: it handles messages of a person in turn. */
async function expectNoCardFor(sandbox: Sandbox, comment: SeenMessage): Promise<void> {
  await comment.reacted(PENCIL);
  expect(repliesTo(sandbox, comment)).toEqual([]);
  expect(comment.reactedBy(PENCIL)).toEqual([sandbox.bot.id]);
}

it('a comment under a card makes no card, and becomes one when who wrote it presses the pencil', async () => {
  const { sandbox, ann, ben } = room();
  const card = await result(ann, 'a cat');
  const comment = await ben.say('haha, nice one', { replyTo: card });
  await expectNoCardFor(sandbox, comment);
  expect(comment.reactedBy('🎨')).toEqual([]);

  ann.react(comment, PENCIL);
  await preview(ann, 'a dog');
  expect(repliesTo(sandbox, comment)).toEqual([]);

  ben.react(comment, PENCIL);
  const meant = await ben.nextReply(comment);
  expect(meant.title).toBe('haha, nice one');
  expect(Buffer.from(await meant.picture())).toEqual(Buffer.from(await card.picture()));
  ben.unreact(comment, PENCIL);
  ben.react(comment, PENCIL);
  await preview(ben, 'a bird');
  expect(repliesTo(sandbox, comment)).toEqual([meant.id]);
});

it('a reply with a mention in its text, with a picture, or in a direct message, is no comment', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a cat');
  const bytes = await photo(64, 48).png().toBuffer();
  const direct = await ann.nextReply(await ann.dm('a whale'));
  const requests = [
    await ann.mention('in winter', { replyTo: card }),
    await ann.say(`in spring, <@!${sandbox.bot.id}>`, { replyTo: card }),
    await ann.say('with this', { replyTo: card, files: [{ name: 'photo.png', bytes }] }),
    await ann.dm('in autumn', { replyTo: direct }),
  ];
  for (const request of requests) {
    await ann.nextReply(request);
    expect(request.reactedBy(PENCIL)).toEqual([]);
  }
});

it('a comment that is edited stays one, until the edit mentions the bot', async () => {
  const { sandbox, ann } = room();
  const card = await preview(ann, 'a cat');
  const comment = await ann.say('nice', { replyTo: card });
  await expectNoCardFor(sandbox, comment);
  ann.edit(comment, 'very nice');
  await preview(ann, 'a dog');
  await expectNoCardFor(sandbox, comment);
  ann.edit(comment, `<@${sandbox.bot.id}> in winter`);
  expect((await ann.nextReply(comment)).title).toBe('in winter');
});

it('the pencil of a comment is pressed after a restart, or while the bot is away, and makes one card', async () => {
  const { world, sandbox, ann, ben } = room();
  const card = await preview(ann, 'a cat');
  const comments = [
    await ann.say('nice', { replyTo: card }),
    await ben.say('well done', { replyTo: card }),
  ] as const;
  for (const comment of comments) await expectNoCardFor(sandbox, comment);
  await world.bot.kill();
  ben.react(comments[1], PENCIL);
  await world.startBot();
  expect((await ben.nextReply(comments[1])).title).toBe('well done');
  ann.react(comments[0], PENCIL);
  expect((await ann.nextReply(comments[0])).title).toBe('nice');
  await world.killAndRestart();
  await preview(ann, 'a dog');
  for (const comment of comments) expect(repliesTo(sandbox, comment)).toHaveLength(1);
});
