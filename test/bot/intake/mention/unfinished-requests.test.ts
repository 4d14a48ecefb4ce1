import { describe, expect, it, jest } from '@jest/globals';
import { Message } from 'discord.js';
import type { Client } from 'discordx';

import { AppError } from '../../../../src/platform/app-error.js';
import type { CardPoster } from '../../../../src/bot/intake/mention/card-poster.js';
import { UnfinishedRequests } from '../../../../src/bot/intake/mention/unfinished-requests.js';
import type { InteractionState } from '../../../../src/interactions/interaction-state.js';
import type { PersistenceService } from '../../../../src/persistence/persistence-service.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble, strictInstance } from '../../../support/strict-double.js';

const NEVER = new AbortController().signal;

const unfinished = (requestMessageId: string) =>
  interactionState({ id: `row-${requestMessageId}`, requestMessageId, messageId: null });

interface Told {
  readonly found: readonly InteractionState[];
  /** The newest rows; by default as found. */
  readonly now?: readonly InteractionState[];
  readonly fetch?: (messageId: string) => Promise<Message>;
  readonly post?: (message: Message) => Promise<void>;
  readonly shards?: { readonly shards: readonly number[]; readonly shardCount: number };
}

function setUp({ found, now = found, fetch, post, shards }: Told) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const asked: unknown[] = [];
  const posted: string[] = [];
  const persistence = strictDouble<PersistenceService>('PersistenceService', {
    findWithoutCard: async (since, limit) => {
      asked.push({ sinceMs: clock.now() - Date.parse(since), limit });
      return [...found];
    },
    findByRequest: async (id) =>
      now.find(({ requestMessageId }) => requestMessageId === id) ?? null,
  });
  const poster = strictDouble<CardPoster>('CardPoster', {
    postUnlessThere: async (message, { id }) => {
      await post?.(message);
      posted.push(`${id} for ${message.id}`);
    },
    findOrGiveUp: async (_channel, { id }) => void posted.push(`${id} for nothing`),
  });
  const messages = {
    fetch: async ({ message: id }: { message: string }) =>
      fetch ? fetch(id) : strictInstance(Message, { id }),
  };
  const client = strictDouble<{ channels: object; options: object }>('Client', {
    options: shards ?? {},
    channels: { fetch: async () => ({ isTextBased: () => true, messages }) },
  });
  const work = new UnfinishedRequests(
    client as unknown as Client,
    persistence,
    poster,
    clock,
    logger,
  );
  const run = async (signal = NEVER, others?: ReadonlySet<string>) => {
    await work.collect();
    await work.finish(signal, others);
  };
  return { run, asked, posted, logger };
}

describe('the unfinished requests', () => {
  it('unfinished requests get their card, where they are not older than a day', async () => {
    const { run, asked, posted, logger } = setUp({ found: [unfinished('1'), unfinished('2')] });
    await run();
    expect(asked).toEqual([{ sinceMs: 86_400_000, limit: 500 }]);
    expect(posted).toEqual(['row-1 for 1', 'row-2 for 2']);
    expect(logger.messages('info')).toEqual(['Finished a request', 'Finished a request']);
  });

  it('unfinished requests of the shards of other processes are left to these', async () => {
    const inGuild = (id: string, shard: bigint) => ({
      ...unfinished(id),
      guildId: String(shard << 22n),
    });
    const { run, asked, posted } = setUp({
      found: [inGuild('1', 4n), inGuild('2', 5n), { ...unfinished('3'), guildId: null }],
      shards: { shards: [1], shardCount: 4 },
    });
    await run();
    expect(asked).toMatchObject([{ limit: 2_000 }]);
    expect(posted).toEqual(['row-2 for 2']);
  });

  it('unfinished requests that are a command’s, which still waits for its answer, are not given up', async () => {
    const { run, posted } = setUp({ found: [unfinished('1'), unfinished('2')] });
    await run(NEVER, new Set(['1']));
    expect(posted).toEqual(['row-2 for 2']);
  });

  it('unfinished requests whose message was deleted are given up, if they have no card', async () => {
    const { run, posted } = setUp({
      found: [unfinished('1')],
      fetch: () => Promise.reject(discordApiError(10008)),
    });
    await run();
    expect(posted).toEqual(['row-1 for nothing']);
  });

  it('unfinished requests are left alone where the card is known, or the row is gone, by now', async () => {
    const known = { ...unfinished('1'), messageId: '77' };
    const { run, posted } = setUp({ found: [unfinished('1'), unfinished('2')], now: [known] });
    await run();
    expect(posted).toEqual([]);
  });

  it('unfinished requests do not keep each other from their card: one whose message is out of reach is passed over', async () => {
    const { run, posted, logger } = setUp({
      found: [unfinished('1'), unfinished('2')],
      fetch: async (id) => {
        if (id === '1') throw discordApiError(50001);
        return strictInstance(Message, { id });
      },
    });
    await run();
    expect(posted).toEqual(['row-2 for 2']);
    expect(logger.messages('debug')).toEqual(['Could not finish a request']);
    expect(logger.messages('warn')).toEqual([]);
  });

  it('unfinished requests are left to the next start, and that is told, where Discord does not answer', async () => {
    const unavailable = new AppError({
      code: 'discord.unavailable',
      retryable: true,
      userMessage: 'Discord did not answer me.',
    });
    const { run, posted, logger } = setUp({
      found: [unfinished('1')],
      post: () => Promise.reject(unavailable),
    });
    await run();
    expect(posted).toEqual([]);
    expect(logger.messages('warn')).toEqual(['Could not finish a request']);
  });

  it('unfinished requests get their card when the storage is back that was away for a moment', async () => {
    jest.useFakeTimers();
    let attempts = 0;
    const { run, posted } = setUp({
      found: [unfinished('1')],
      post: async () => {
        attempts += 1;
        if (attempts < 3) throw busy();
      },
    });
    const running = run();
    await jest.runAllTimersAsync();
    await running;
    jest.useRealTimers();
    expect(posted).toEqual(['row-1 for 1']);
  });

  it('unfinished requests do not keep each other from their card even where one meets a defect', async () => {
    const { run, posted, logger } = setUp({
      found: [unfinished('1'), unfinished('2')],
      post: async ({ id }) => {
        if (id === '1') throw new TypeError('a defect');
      },
    });
    await run();
    expect(posted).toEqual(['row-2 for 2']);
    expect(logger.messages('error')).toEqual(['Could not finish a request']);
  });

  it('unfinished requests are left to the next start when the process stops', async () => {
    const { run, posted } = setUp({ found: [unfinished('1')] });
    await expect(run(AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
    expect(posted).toEqual([]);
  });
});
