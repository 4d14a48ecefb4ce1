import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { DEFAULT_INTENTS, RawBot, request } from './raw-bot.js';

let sandbox: Sandbox;
const bots: RawBot[] = [];

beforeEach(async () => {
  sandbox = await Sandbox.start({ patient: true, messageContent: true });
});
afterEach(async () => {
  for (const bot of bots.splice(0)) bot.socket.terminate();
  await sandbox.stop();
});

async function identify(told: Record<string, unknown> = {}): Promise<RawBot> {
  const bot = RawBot.open(sandbox);
  bots.push(bot);
  await bot.next(({ op }) => op === GatewayOpcodes.Hello);
  const { token } = sandbox;
  const usual = { token, intents: DEFAULT_INTENTS, properties: {} };
  bot.send(GatewayOpcodes.Identify, { ...usual, ...told });
  return bot;
}

const identifyShard = async (id: number) => identify({ shard: [id, 4] });
const limit = async () => (await request(sandbox, 'GET', '/gateway/bot')).body;

it('the sandbox counts the starts of sessions, a thousand a day', async () => {
  expect(await limit()).toMatchObject({
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, max_concurrency: 1 },
  });
  await (await identify()).event('READY');
  expect(await limit()).toMatchObject({ session_start_limit: { remaining: 999 } });
  sandbox.starts.leave(7, 60_000);
  expect(await limit()).toMatchObject({ session_start_limit: { remaining: 7 } });
  sandbox.clock.advance(60_000);
  expect(await limit()).toMatchObject({ session_start_limit: { remaining: 1000 } });
  expect(sandbox.starts.count).toBe(1);
});

it('the sandbox ends all sessions and resets the token once no start is left', async () => {
  const first = await identify();
  await first.event('READY');
  const { token } = sandbox;
  sandbox.starts.leave(0, 60_000);
  expect(await (await identify()).closed).toBe(4004);
  expect(await first.closed).toBe(4004);
  expect(sandbox.token).not.toBe(token);
  const { status } = await request(sandbox, 'GET', '/gateway/bot', { token });
  expect(status).toBe(401);
});

it('the sandbox recommends shards, and refuses a session of too few with 4011', async () => {
  sandbox.starts.recommendedShards = 2;
  sandbox.starts.requiredShards = 2;
  expect(await limit()).toMatchObject({ shards: 2 });
  expect(await (await identify()).closed).toBe(4011);
  await (await identify({ shard: [1, 2] })).event('READY');
});

it('the sandbox refuses a start too soon after another one of its bucket, where a test wants that', async () => {
  Object.assign(sandbox.starts, { isPaced: true, maxConcurrency: 2 });
  await (await identifyShard(0)).event('READY');
  await (await identifyShard(1)).event('READY');
  const early = await identifyShard(2);
  const refused = await early.next(({ op }) => op === GatewayOpcodes.InvalidSession);
  expect(refused.d).toBe(false);
  expect(sandbox.starts.outOfPace).toBe(1);
  sandbox.clock.advance(5_000);
  await (await identifyShard(2)).event('READY');
});

it('the sandbox takes the message content intent away, and ends the sessions that have it with 4014', async () => {
  const intents = DEFAULT_INTENTS | GatewayIntentBits.MessageContent;
  const [withIt, without] = [await identify({ intents }), await identify()];
  await Promise.all([withIt.event('READY'), without.event('READY')]);
  sandbox.gateway.withdrawMessageContent(sandbox.world.application);
  expect(await withIt.closed).toBe(4014);
  expect(await (await identify({ intents })).closed).toBe(4014);
  expect(without.socket.readyState).toBe(without.socket.OPEN);
});

it('the sandbox bans an address that makes too many invalid requests, for ten minutes', async () => {
  sandbox.invalid.limit = 2;
  const ask = async (token?: string) =>
    (await request(sandbox, 'GET', '/users/@me', token === undefined ? {} : { token })).status;
  expect([await ask('wrong'), await ask('wrong')]).toEqual([401, 401]);
  await expect(ask()).rejects.toThrow('error code');
  sandbox.clock.advance(10 * 60_000);
  expect(await ask()).toBe(200);
});
