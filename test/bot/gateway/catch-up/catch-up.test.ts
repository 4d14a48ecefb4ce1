import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ChannelType, Collection, Message, PermissionsBitField } from 'discord.js';
import type { Client } from 'discordx';

import { CatchUp } from '../../../../src/bot/gateway/catch-up/catch-up.js';
import { CatchUpWindow } from '../../../../src/bot/gateway/catch-up/catch-up-window.js';
import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] }));
afterEach(() => void jest.useRealTimers());

const BOT = '1';
const LATE = 9_000_000_000_000_000_000n;
const id = (n: number) => (LATE + BigInt(n)).toString();

const mention = (n: number) =>
  strictInstance(Message, {
    id: id(n),
    author: { id: '2', bot: false },
    client: { user: { id: BOT } },
    guild: null,
    system: false,
    webhookId: null,
    mentions: { users: new Collection(), roles: new Collection() },
    reference: null,
    channel: { type: ChannelType.DM },
  });

/** Something that people say to each other. */
const other = (n: number) =>
  strictInstance(Message, {
    id: id(n),
    author: { id: '2', bot: true },
    client: { user: { id: BOT } },
    guild: null,
    mentions: { users: new Collection(), roles: new Collection() },
    system: false,
    webhookId: null,
  });

interface ChannelTold {
  readonly messages?: () => readonly Message[];
  readonly last?: string | null;
  readonly isDirect?: boolean;
  readonly mayRead?: boolean;
}

function setUp(told: Readonly<Record<string, ChannelTold>>, shard = 0) {
  const read: { channel: string; options: unknown }[] = [];
  const channels = Object.entries(told).map(([name, channel]) => ({
    id: name,
    lastMessageId: channel.last === undefined ? id(99) : channel.last,
    isTextBased: () => true,
    isDMBased: () => channel.isDirect === true,
    permissionsFor: () => new PermissionsBitField(channel.mayRead === false ? 0n : 8n),
    messages: {
      fetch: async (options: unknown) => {
        read.push({ channel: name, options });
        const messages = channel.messages?.() ?? [];
        return new Collection(messages.map((message) => [message.id, message]));
      },
    },
  }));
  const all = new Collection(channels.map((channel) => [channel.id, channel]));
  const processed = new ProcessedEvents();
  const emitted: string[] = [];
  const client = strictDouble<Record<string, unknown>>('Client', {
    isReady: () => true,
    options: { shards: [shard], shardCount: 2 },
    user: { id: BOT },
    channels: {
      cache: all.filter((channel) => !channel.isDMBased()),
      fetch: async (name: string) => all.get(name) ?? null,
    },
    emit: (event: string, { id: messageId }: { id: string }) => {
      emitted.push(`${event} ${messageId}`);
      processed.markStarted(messageId);
      setImmediate(() => setImmediate(() => processed.markDone(messageId)));
    },
  });
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    directChannelIds: async () => channels.filter((one) => one.isDMBased()).map((one) => one.id),
  });
  const logger = new RecordingLogger();
  const window = new CatchUpWindow(24, new FakeClock());
  const catchUp = new CatchUp(client as unknown as Client, persistence, processed, window, logger);
  const stop = new AbortController();
  const run = async () => {
    const running = catchUp.run('0', stop.signal);
    running.catch(() => undefined);
    await jest.advanceTimersByTimeAsync(60_000);
    return running;
  };
  const names = () => read.map(({ channel }) => channel);
  return { run, read, names, emitted, processed, logger, stop };
}

describe('the catch-up', () => {
  it('the catch-up leaves direct messages to the process that has the first shard', async () => {
    const told = { general: {}, 'direct-1': { isDirect: true } };
    const [first, second] = [setUp(told), setUp(told, 1)];
    await Promise.all([first.run(), second.run()]);
    expect(first.names()).toEqual(['general', 'direct-1']);
    expect(second.names()).toEqual(['general']);
  });

  it('the catch-up hands the mentions of each channel to the handlers, oldest first, and waits for them', async () => {
    const page = [mention(3), mention(2), mention(1)];
    const { run, read, emitted, processed } = setUp({ general: { messages: () => page } });
    expect(await run()).toBe(true);
    expect(read).toEqual([{ channel: 'general', options: { limit: 100, cache: false } }]);
    expect(emitted).toEqual([1, 2, 3].map((n) => `messageCreate ${id(n)}`));
    expect([1, 2, 3].every((n) => processed.isDone(id(n)))).toBe(true);
  });

  it('the catch-up reads on until it has reached the last handled message', async () => {
    const pages = [200, 100].map((last) => Array.from({ length: 100 }, (_, n) => other(last - n)));
    const { run, read, emitted } = setUp({
      general: { messages: () => pages.shift() ?? [mention(0)] },
    });
    expect(await run()).toBe(true);
    expect(read.map(({ options }) => options)).toEqual([
      { limit: 100, cache: false },
      { limit: 100, cache: false, before: id(101) },
      { limit: 100, cache: false, before: id(1) },
    ]);
    expect(emitted).toEqual([`messageCreate ${id(0)}`]);
  });

  it('the catch-up reads two thousand messages of a channel at most', async () => {
    const page = Array.from({ length: 100 }, (_, n) => other(n));
    const { run, read } = setUp({ general: { messages: () => page } });
    expect(await run()).toBe(true);
    expect(read).toHaveLength(20);
  });

  it('the catch-up leaves out what came live, or was replayed', async () => {
    const { run, emitted, processed } = setUp({
      general: { messages: () => [mention(2), mention(1)] },
    });
    processed.markStarted(id(1));
    await run();
    expect(emitted).toEqual([`messageCreate ${id(2)}`]);
  });

  it('the catch-up asks for channels only that have something new and may be read, direct ones included', async () => {
    const { run, names } = setUp({
      quiet: { last: null },
      old: { last: '5' },
      secret: { mayRead: false },
      general: {},
      direct: { isDirect: true },
      'old direct': { isDirect: true, last: '5' },
    });
    expect(await run()).toBe(true);
    expect(names()).toEqual(['general', 'direct']);
  });

  it('the catch-up is not finished where Discord does not answer, and goes on with the others', async () => {
    const { run, names, emitted, logger } = setUp({
      broken: {
        messages: () => {
          throw new Error('ECONNRESET');
        },
      },
      general: { messages: () => [mention(1)] },
    });
    expect(await run()).toBe(false);
    expect(names().filter((name) => name === 'broken')).toHaveLength(3);
    expect(emitted).toHaveLength(1);
    expect(logger.messages('warn').at(-1)).toBe('Could not read a channel back');
  });

  it('the catch-up is finished though a channel is gone meanwhile', async () => {
    const { run, names } = setUp({
      gone: {
        messages: () => {
          throw discordApiError(10003);
        },
      },
    });
    expect(await run()).toBe(true);
    expect(names()).toEqual(['gone']);
  });

  it('the catch-up begins with no other mention when the process stops', async () => {
    const { run, emitted, stop } = setUp({
      general: {
        messages: () => {
          stop.abort(new Error('the process is stopping'));
          return [mention(1)];
        },
      },
    });
    await expect(run()).rejects.toThrow('the process is stopping');
    expect(emitted).toEqual([]);
  });
});
