import { describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { preview } from '../support/e2e-cards.js';
import { shareWorld } from '../support/e2e-room.js';
import { allReplied, repliesTo } from '../support/e2e-replies.js';
import { photo } from '../support/pictures.js';

const room = shareWorld();

const LOST = 'Discord did not replay everything that was missed';

it('a mention that Discord lost while it resumed the session of a running bot is answered', async () => {
  const { sandbox, bot, ann } = room();
  await preview(ann, 'a cat');
  const lost = await sandbox.gateway.losing(async () => ann.mention('a dog'));
  sandbox.gateway.drop();
  await bot.logged(LOST);
  expect((await ann.nextReply(lost)).title).toBe('a dog');
  await preview(ann, 'a cow');
  expect(repliesTo(sandbox, lost)).toHaveLength(1);
});

it('a mention that Discord does not replay to the next process is answered', async () => {
  const { world, sandbox, ann } = room();
  await preview(ann, 'a cat');
  await world.bot.stop();
  const lost = await sandbox.gateway.losing(async () => {
    await ann.say('hello');
    await ann.say('is anybody there');
    return ann.mention('a dog');
  });
  await world.startBot();
  await world.bot.logged(LOST);
  await allReplied(sandbox, [lost]);
  expect(repliesTo(sandbox, lost)).toHaveLength(1);
});

/** Waits until a message has a reaction of the bot: it has seen the message. */
async function seen(sandbox: Sandbox): Promise<void> {
  await sandbox.requests.next({
    method: 'PUT',
    route: '/channels/:id/messages/:id/reactions/:emoji/@me',
  });
}

describe.each([
  ['does not replay what a heartbeat acknowledged', false],
  ['replays also what a heartbeat acknowledged', true],
])('where Discord %s', (_how, replaysAcknowledged) => {
  it('a mention is answered, and once, though the process died before it was stored', async () => {
    const { world, sandbox, ann, ben } = room();
    sandbox.faults.replaysAcknowledged = replaysAcknowledged;
    await preview(ann, 'a cat');
    const bytes = await photo(64, 48).png().toBuffer();
    sandbox.faults.drippingFiles.add('slow.png');
    const isSeen = seen(sandbox);
    const said = await ann.mention('a dog', { files: [{ name: 'slow.png', bytes }] });
    await isSeen;
    await sandbox.gateway.heartbeats();
    await world.bot.kill();
    sandbox.faults.drippingFiles.clear();
    await world.startBot();
    await allReplied(sandbox, [said]);
    await preview(ben, 'a cow');
    expect(repliesTo(sandbox, said)).toHaveLength(1);
  });
});
