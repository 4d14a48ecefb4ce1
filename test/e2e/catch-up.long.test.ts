import { expect, it } from '@jest/globals';

import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { preview } from '../support/e2e-cards.js';
import { E2eDatabase } from '../support/e2e-database.js';
import { allReplied, repliesTo } from '../support/e2e-replies.js';
import { shareWorld } from '../support/e2e-room.js';
import { E2eWorld } from '../support/e2e-world.js';

const room = shareWorld();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The bot is away for longer than Discord keeps its session. */
async function longBreak(
  { sandbox, bot }: E2eWorld,
  meanwhile: () => Promise<void>,
): Promise<void> {
  await bot.kill();
  sandbox.clock.advance(3 * MINUTE_MS);
  await meanwhile();
}

const counts = ({ sandbox }: E2eWorld, messages: readonly SeenMessage[]) =>
  messages.map((message) => repliesTo(sandbox, message).length);

it('mentions in channels, threads and direct messages are answered once each after a break longer than a session lives', async () => {
  const { world, sandbox, ann, ben, cleo } = room();
  const before = await ann.dm('a cat');
  await allReplied(sandbox, [before]);
  const said: SeenMessage[] = [];
  let regretted: SeenMessage | undefined;
  await longBreak(world, async () => {
    said.push(await ann.mention('a fox'));
    said.push(await ben.mention('', { channel: 'kittens' }));
    said.push(await cleo.mention('a bird', { channel: 'lobby' }));
    said.push(await ann.dm('a dog'));
    await ben.say('not for the bot');
    regretted = await ben.mention('a mistake');
    ben.deleteMessage(regretted);
  });
  await world.startBot();
  await allReplied(sandbox, said);
  const done = await world.bot.logged('Read channels back');
  expect(done['mentions']).toBe(4);
  expect(counts(world, [before, ...said, regretted!])).toEqual([1, 1, 1, 1, 1, 0]);
});

it('every mention of a long break is answered once, though the bot is killed after each of its answers', async () => {
  const { world, sandbox, ann, ben } = room();
  await preview(ann, 'a cat');
  const said: SeenMessage[] = [];
  await longBreak(world, async () => {
    for (let n = 0; n < 6; n += 1) {
      // Cards and help texts by turns.
      said.push(await [ann, ben][n % 2]!.mention(n % 3 === 0 ? '' : `picture ${n}`));
    }
  });
  for (const message of said.slice(0, 5)) {
    await world.startBot();
    await allReplied(sandbox, [message]);
    await world.bot.kill();
    sandbox.clock.advance(6 * MINUTE_MS);
  }
  await world.startBot();
  await allReplied(sandbox, said);
  await world.bot.logged('Read channels back');
  expect(counts(world, said)).toEqual([1, 1, 1, 1, 1, 1]);
});

it('a catch-up that was over is not begun again', async () => {
  const { world, ann } = room();
  await preview(ann, 'a cat');
  const said: SeenMessage[] = [];
  await longBreak(world, async () => void said.push(await ann.mention('a dog')));
  await world.startBot();
  await world.bot.logged('Read channels back');
  await world.bot.stop();
  await world.startBot();
  await preview(ann, 'a cow');
  await world.bot.stop();
  expect(world.bot.log.map(({ msg }) => msg)).not.toContain('Reading channels back');
  expect(counts(world, said)).toEqual([1]);
});

it('what is older than the limit stays unanswered, and so does all when it is switched off', async () => {
  for (const [hours, expected] of [
    ['2', [0, 1]],
    ['0', [0, 0]],
  ] as const) {
    const world = await E2eWorld.start({ env: { CATCH_UP_HOURS: hours } });
    const { sandbox } = world;
    const ann = sandbox.user('ann');
    await preview(ann, 'a cat');
    await world.bot.kill();
    // The bot's clock is the real one, so the past has to be made.
    sandbox.gateway.invalidateSessions();
    const old = await ann.mention('long ago');
    const young = await ann.mention('just now');
    const database = await E2eDatabase.open(world);
    await database.run(`UPDATE gateway_sessions SET seen_up_to = '1'`);
    const aged = (BigInt(old.id) - (BigInt(3 * HOUR_MS) << 22n)).toString();
    rename(world, old, aged);
    await world.startBot();
    if (hours === '2') await world.bot.logged('Read channels back');
    await preview(ann, 'a cow');
    expect([replies(world, aged), ...counts(world, [young])]).toEqual(expected);
  }
});

it('a channel that the bot may not read keeps no other from being caught up with', async () => {
  const { world, sandbox, ann } = room();
  await preview(ann, 'a cat');
  const said: SeenMessage[] = [];
  await longBreak(world, async () => {
    said.push(await ann.mention('a dog', { channel: 'pictures' }));
    said.push(await ann.mention('a fox'));
    sandbox.denyBot('pictures', 1n << 16n);
  });
  await world.startBot();
  await allReplied(sandbox, said.slice(1));
  await world.bot.logged('Read channels back');
  expect(counts(world, said)).toEqual([0, 1]);
  const { id } = sandbox.world.channel('pictures');
  expect(sandbox.requests.count({ method: 'GET', route: new RegExp(`${id}/messages`) })).toBe(0);
});

it('a catch-up asks again while Discord fails for a moment', async () => {
  const { world, sandbox, ann } = room();
  await preview(ann, 'a cat');
  const said: SeenMessage[] = [];
  await longBreak(world, async () => void said.push(await ann.mention('a dog')));
  sandbox.faults.add({
    method: 'GET',
    route: '/channels/:id/messages',
    effect: { kind: 'status', status: 500 },
    times: 5,
  });
  await world.startBot();
  await allReplied(sandbox, said);
  expect(counts(world, said)).toEqual([1]);
});

/** Makes a message as old as its new id says. */
function rename({ sandbox: { world } }: E2eWorld, { message }: SeenMessage, id: string): void {
  const channel = world.channel(message.channelId);
  world.messages.delete(message.id);
  channel.messageIds.splice(channel.messageIds.indexOf(message.id), 1, id);
  world.messages.set(id, Object.assign(message, { id }));
}

const replies = ({ sandbox: { world } }: E2eWorld, id: string) =>
  [...world.messages.values()].filter(({ reference }) => reference?.messageId === id).length;

it('a mention that lies under hundreds of messages after a long break is answered', async () => {
  const { world, sandbox, ann, ben } = room();
  await preview(ann, 'a cat');
  let buried: SeenMessage | undefined;
  await longBreak(world, async () => {
    buried = await ann.mention('a fox');
    for (let n = 0; n < 250; n += 1) await ben.say(`message ${n}`);
  });
  await world.startBot();
  await allReplied(sandbox, [buried!]);
  expect(counts(world, [buried!])).toEqual([1]);
});
