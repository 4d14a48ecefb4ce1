import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GatewayOpcodes } from 'discord-api-types/v10';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { RawBot } from './raw-bot.js';

const Op = GatewayOpcodes;

describe('the replay of the gateway', () => {
  let sandbox: Sandbox;
  const bots: RawBot[] = [];
  const track = (bot: RawBot): RawBot => {
    bots.push(bot);
    return bot;
  };
  const connect = async () => track(await RawBot.identified(sandbox));

  beforeEach(async () => {
    sandbox = await Sandbox.start({ patient: true });
  });
  afterEach(async () => {
    for (const bot of bots.splice(0)) bot.socket.terminate();
    await sandbox.stop();
  });

  const reconnect = async (sessionId: unknown, seq: number) =>
    track(await RawBot.resuming(sandbox, sessionId, seq));

  it.each([
    ['leniently', true, ['one', 'two']],
    ['strictly', false, ['two']],
  ])(
    'the gateway replays %s: of what a heartbeat acknowledged all or nothing',
    async (_, isLenient, expected) => {
      sandbox.faults.replaysAcknowledged = isLenient;
      const bot = await connect();
      const ready = await bot.event('READY');
      const stored = Math.max(...bot.received.map(({ s }) => s ?? 0));
      await sandbox.user('ann').mention('one');
      const { s: sequence } = await bot.event('MESSAGE_CREATE');
      const beaten = sandbox.gateway.heartbeats();
      await bot.next(({ op }) => op === Op.Heartbeat);
      bot.send(Op.Heartbeat, sequence);
      await beaten;
      sandbox.gateway.drop();
      await sandbox.botOffline();
      await sandbox.user('ann').mention('two');
      const resumed = await reconnect(ready.d['session_id'], stored);
      await resumed.event('RESUMED');
      const missed = resumed.received.filter(({ t }) => t === 'MESSAGE_CREATE');
      expect(missed.map(({ d }) => String(d['content']).split(' ').at(-1))).toEqual(expected);
    },
  );

  it('the gateway can lose events without a word: only the numbers tell', async () => {
    const bot = await connect();
    const ready = await bot.event('READY');
    const lastSeq = Math.max(...bot.received.map(({ s }) => s ?? 0));
    sandbox.gateway.drop();
    await sandbox.botOffline();
    await sandbox.gateway.losing(async () => sandbox.user('ann').mention('one'));
    const resumed = await reconnect(ready.d['session_id'], lastSeq);
    expect((await resumed.event('RESUMED')).s).toBe(lastSeq + 2);
    expect(resumed.received.filter(({ t }) => t === 'MESSAGE_CREATE')).toEqual([]);
  });
});
