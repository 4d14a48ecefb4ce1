import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Events } from 'discord.js';
import type { Client, Message } from 'discord.js';
import { GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import { RESUME_WINDOW_MS } from '../../src/sandbox/gateway/session-list.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { createClient, logIn } from './connected-bot.js';
import { DEFAULT_INTENTS, RawBot } from './raw-bot.js';

const Op = GatewayOpcodes;

describe('the gateway', () => {
  let sandbox: Sandbox;
  const bots: RawBot[] = [];
  const track = (bot: RawBot): RawBot => {
    bots.push(bot);
    return bot;
  };
  const connect = async (intents?: number) => track(await RawBot.identified(sandbox, intents));

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
  });
  afterEach(async () => {
    for (const bot of bots.splice(0)) {
      bot.socket.terminate();
    }
    await sandbox.stop();
  });

  const reconnect = async (sessionId: unknown, seq: number) =>
    track(await RawBot.resuming(sandbox, sessionId, seq));

  it.each([
    ['a wrong token', { token: 'wrong', intents: DEFAULT_INTENTS, properties: {} }, 4004],
    ['no properties', { token: 'sandbox-token', intents: DEFAULT_INTENTS }, 4002],
    ['an intent that does not exist', { intents: 2 ** 30 }, 4013],
    ['the message content intent it was not given', { intents: 2 ** 15 }, 4014],
    ['the members intent', { intents: 2 }, 4014],
    ['a shard that does not exist', { intents: DEFAULT_INTENTS, shard: [1, 1] }, 4010],
  ])('the gateway closes a connection that identifies with %s', async (_, identify, code) => {
    const bot = track(RawBot.open(sandbox));
    await bot.next(({ op }) => op === Op.Hello);
    const isMalformed = code === 4002;
    const rest = isMalformed ? {} : { token: sandbox.token, properties: {} };
    bot.send(Op.Identify, { ...rest, ...identify });
    expect(await bot.closed).toBe(code);
    expect(sandbox.botOnline).toBe(false);
  });

  it.each([
    ['a payload that is no JSON', 'nonsense', 4002],
    ['an unknown opcode', '{"op":99}', 4001],
    ['a presence before identifying', '{"op":3,"d":{}}', 4003],
    ['a payload over 4096 bytes', JSON.stringify({ op: 1, d: 'x'.repeat(5000) }), 4002],
  ])('the gateway closes a connection on %s', async (_, text, code) => {
    const bot = track(RawBot.open(sandbox));
    await bot.next(({ op }) => op === Op.Hello);
    bot.socket.send(text);
    expect(await bot.closed).toBe(code);
  });

  it('the gateway closes a connection on an API version that is gone, and on identifying twice', async () => {
    expect(await track(RawBot.open(sandbox, '?v=6&encoding=json')).closed).toBe(4012);
    const bot = await connect();
    bot.send(Op.Identify, { token: sandbox.token, intents: 1, properties: {} });
    expect(await bot.closed).toBe(4005);
  });

  it('the gateway acknowledges heartbeats', async () => {
    const bot = await connect();
    bot.send(Op.Heartbeat, 1);
    expect((await bot.next(({ op }) => op === Op.HeartbeatAck)).d).toBeNull();
  });

  it('the gateway tells of each guild with its channels, threads and the bot’s managed role', async () => {
    const { id: messageId } = await sandbox.user('ann').say('hello', { channel: 'pictures' });
    const bot = await connect();
    const { d } = await bot.next(
      ({ t, d: data }) => t === 'GUILD_CREATE' && data['name'] === 'Studio',
    );
    expect(d).toMatchObject({
      unavailable: false,
      member_count: 4,
      channels: [
        { name: 'general', last_message_id: null },
        { name: 'pictures', last_message_id: messageId },
      ],
      threads: [{ name: 'kittens', parent_id: sandbox.world.channel('pictures').id }],
      members: [{ user: { id: sandbox.bot.id } }],
      roles: [{ name: '@everyone' }, { managed: true, tags: { bot_id: sandbox.bot.id } }],
    });
  });

  it('the gateway sends only the events of the intents that were asked for', async () => {
    const bot = await connect(GatewayIntentBits.Guilds | GatewayIntentBits.DirectMessages);
    await sandbox.user('ann').mention('in a guild');
    await sandbox.user('ann').dm('in private');
    const { d } = await bot.event('MESSAGE_CREATE');
    expect(d['content']).toBe('in private');
  });

  it('the gateway hides channels that the bot may not see', async () => {
    const bot = await connect();
    sandbox.denyBot('general', 1n << 10n);
    await sandbox.user('ann').mention('hidden', { channel: 'general' });
    await sandbox.user('ann').mention('seen', { channel: 'pictures' });
    expect(String((await bot.event('MESSAGE_CREATE')).d['content'])).toContain('seen');
  });

  it('the gateway replays on resuming exactly what was missed', async () => {
    const bot = await connect();
    const ready = await bot.event('READY');
    sandbox.gateway.drop();
    await sandbox.botOffline();
    await sandbox.user('ann').mention('one');
    await sandbox.user('ann').mention('two');
    const lastSeq = Math.max(...bot.received.map(({ s }) => s ?? 0));
    const resumed = await reconnect(ready.d['session_id'], lastSeq);
    await resumed.event('RESUMED');
    const missed = resumed.received.filter(({ t }) => t === 'MESSAGE_CREATE');
    expect(missed.map(({ d }) => String(d['content']).split(' ').at(-1))).toEqual(['one', 'two']);
    expect(resumed.received.some(({ t }) => t === 'GUILD_CREATE')).toBe(false);
    expect(sandbox.botOnline).toBe(true);
  });

  it('the gateway answers a resume after the window, or of an unknown session, with an invalid session', async () => {
    const bot = await connect();
    const ready = await bot.event('READY');
    sandbox.gateway.drop();
    await sandbox.botOffline();
    sandbox.clock.advance(RESUME_WINDOW_MS + 1000);
    for (const sessionId of [ready.d['session_id'], 'unknown']) {
      const late = await reconnect(sessionId, 1);
      expect((await late.next(({ op }) => op === Op.InvalidSession)).d).toBe(false);
    }
  });

  it('the gateway ends a session that the bot closes with 1000', async () => {
    const bot = await connect();
    const ready = await bot.event('READY');
    bot.socket.close(1000);
    await sandbox.botOffline();
    const late = await reconnect(ready.d['session_id'], 1);
    expect((await late.next(({ op }) => op === Op.InvalidSession)).d).toBe(false);
  });

  it('the gateway gives each shard its own guilds, and direct messages to the first', async () => {
    const names: string[][] = [];
    for (const index of [0, 1]) {
      const bot = track(RawBot.open(sandbox));
      await bot.next(({ op }) => op === Op.Hello);
      const shard = [index, 2];
      bot.send(Op.Identify, { token: sandbox.token, intents: 1, properties: {}, shard });
      const { guilds } = (await bot.event('READY')).d as { guilds: { id: string }[] };
      names.push(guilds.map(({ id }) => sandbox.world.guild(id).name));
    }
    expect(names.flat().toSorted()).toEqual(['Atelier', 'Studio']);
  });

  describe('the gateway with discord.js', () => {
    let client: Client<true>;
    const heard: string[] = [];
    const nextMessage = async (): Promise<Message> =>
      new Promise((resolve) => {
        client.once(Events.MessageCreate, resolve);
      });

    beforeEach(async () => {
      client = await logIn(createClient(sandbox), sandbox.token);
      heard.length = 0;
      client.on(Events.MessageCreate, (message) => heard.push(message.cleanContent));
    });
    afterEach(async () => {
      await client.destroy();
    });

    it.each([
      ['is dropped', () => sandbox.gateway.drop()],
      ['is closed with 4000', () => sandbox.gateway.close(4000)],
      ['is asked to reconnect', () => sandbox.gateway.requestReconnect()],
    ])(
      'discord.js resumes by itself when the connection %s, and misses nothing',
      async (_, interrupt) => {
        const arrived = nextMessage();
        interrupt();
        await sandbox.botOffline();
        await sandbox.user('ann').mention('while away');
        expect((await arrived).content).toContain('while away');
        expect(heard).toHaveLength(1);
      },
    );

    it('discord.js identifies anew when its session is gone', async () => {
      sandbox.gateway.invalidateSessions();
      await sandbox.botOffline();
      await sandbox.botReady();
      const arrived = nextMessage();
      await sandbox.user('ann').mention('back again');
      expect((await arrived).content).toContain('back again');
    });

    it('the gateway shows the bot offline once it is gone, and clicks fail at once', async () => {
      const card = sandbox.postAsBot('general', { content: 'card' });
      expect(sandbox.botOnline).toBe(true);
      await client.destroy();
      await sandbox.botOffline();
      const click = sandbox.user('ann').clickRaw(card, { customId: 'next' });
      await expect(click).rejects.toThrow('This interaction failed');
    });
  });
});
