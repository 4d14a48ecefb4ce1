import { expect, it } from '@jest/globals';

import { preview } from '../support/e2e-cards.js';
import { repliesTo } from '../support/e2e-replies.js';
import { shareWorld } from '../support/e2e-room.js';

const PENCIL = '✏️';
const ENDED_MS = 3 * 60_000;

const room = shareWorld();

it('a comment of a break longer than a session lives is marked, and makes a card only where its author meant it', async () => {
  const { world, sandbox, ann, ben } = room();
  const card = await preview(ann, 'a cat');
  await world.bot.kill();
  sandbox.clock.advance(ENDED_MS);
  const comment = await ann.say('nice', { replyTo: card });
  const meant = await ben.say('in winter', { replyTo: card });
  ben.react(meant, PENCIL);
  await world.startBot();
  expect((await ben.nextReply(meant)).title).toBe('in winter');
  await comment.reacted(PENCIL);
  await world.bot.logged('Read channels back');
  expect(repliesTo(sandbox, comment)).toEqual([]);
});
