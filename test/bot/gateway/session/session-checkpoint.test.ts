import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Client } from 'discordx';

import { ProcessedEvents } from '../../../../src/bot/gateway/session/processed-events.js';
import { GatewayWatch } from '../../../../src/bot/gateway/session/gateway-watch.js';
import { ServedShards } from '../../../../src/bot/gateway/shards/served-shards.js';
import { SessionCheckpoint } from '../../../../src/bot/gateway/session/session-checkpoint.js';
import type {
  GatewaySession,
  GatewaySessions,
} from '../../../../src/persistence/gateway-sessions.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { guild, ready, resumed, said } from '../../../support/gateway-packets.js';
import { busy } from '../../../support/memory-persistence.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const small = (n: number) => said(n, String(n), { mentions: [] });

function setUp() {
  const watch = new GatewayWatch(new ProcessedEvents(), new FakeClock());
  const logger = new RecordingLogger();
  const served = new ServedShards(null, false);
  served.serve({ ids: [0], count: 1 });
  const stored: (readonly GatewaySession[])[] = [];
  const forgotten: unknown[] = [];
  const failures: Error[] = [];
  const sessions = strictDouble<GatewaySessions>('GatewaySessions', {
    save: async (all) => {
      const failure = failures.shift();
      if (failure) throw failure;
      stored.push(all);
    },
    forgetFrom: async (shardCount) => void forgotten.push(shardCount),
  });
  const checkpoint = new SessionCheckpoint(sessions, watch, served, logger);
  const sequences = () => stored.map((all) => all[0]?.sequence);
  const client = new EventEmitter();
  const gaps: string[] = [];
  checkpoint.follow(
    client as unknown as Client,
    (since) => gaps.push(since),
    (since, shard) => gaps.push(`${since} lost by ${shard}`),
  );
  client.emit('raw', ready(), 0);
  return {
    served,
    client,
    gaps,
    watch,
    checkpoint,
    stored,
    sequences,
    forgotten,
    failures,
    logger,
  };
}

describe('the checkpoint that follows the client’s sessions', () => {
  it('the checkpoint tells of the last message before a shard had to begin anew', async () => {
    const { client, gaps } = setUp();
    client.emit('raw', guild(2, '70'), 0);
    expect(gaps).toEqual([]);
    client.emit('raw', ready(1, 'another'), 0);
    expect(gaps).toEqual(['70']);
  });

  it('the checkpoint tells what a shard lost that resumed its session', async () => {
    const { client, gaps } = setUp();
    client.emit('raw', guild(2, '70'), 0);
    client.emit('raw', resumed(6), 0);
    expect(gaps).toEqual(['70 lost by 0']);
  });
});

describe('the session checkpoint', () => {
  it('the checkpoint begins when it is told to: before, the former sessions stay stored', async () => {
    const { watch, checkpoint, stored, forgotten } = setUp();
    watch.receive(small(2), 0);
    await jest.advanceTimersByTimeAsync(5000);
    expect(stored).toEqual([]);
    await checkpoint.start();
    expect(stored).toMatchObject([
      [{ shardId: 0, sessionId: 'a-session', sequence: 2, catchUpSince: null }],
    ]);
    expect(forgotten).toEqual([1]);
  });

  it('the checkpoint leaves the session of a shard alone that another process serves now', async () => {
    const { served, watch, checkpoint, stored } = setUp();
    await checkpoint.start();
    served.lose();
    watch.receive(small(2), 0);
    await checkpoint.stop();
    expect(stored.slice(1)).toEqual([[]]);
  });

  it('the checkpoint owes a look back to the oldest message that is not handled, or that is owed already', async () => {
    const { watch, checkpoint, stored } = setUp();
    await checkpoint.start();
    watch.receive(said(2, '50'), 0);
    await jest.advanceTimersByTimeAsync(1000);
    checkpoint.requestCatchUp('60');
    await jest.advanceTimersByTimeAsync(1000);
    checkpoint.requestCatchUp('40');
    await jest.advanceTimersByTimeAsync(1000);
    expect(stored.slice(1)).toMatchObject([
      [{ catchUpSince: '49' }],
      [{ catchUpSince: '49' }],
      [{ catchUpSince: '40' }],
    ]);
  });

  it('the checkpoint is stored once a second at most, and never while nothing happens', async () => {
    const { watch, checkpoint, sequences } = setUp();
    await checkpoint.start();
    for (let n = 2; n <= 21; n += 1) {
      watch.receive(small(n), 0);
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(sequences()).toEqual([1, 11, 21]);
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(sequences()).toEqual([1, 11, 21]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('the checkpoint is stored a last time when the bot stops', async () => {
    const { watch, checkpoint, sequences } = setUp();
    await checkpoint.start();
    watch.receive(small(2), 0);
    await checkpoint.stop();
    expect(sequences()).toEqual([1, 2]);
    expect(jest.getTimerCount()).toBe(0);
    watch.receive(small(3), 0);
    await jest.advanceTimersByTimeAsync(5000);
    expect(sequences()).toEqual([1, 2]);
  });

  it('the checkpoint is not stored at a stop before the former sessions were taken over', async () => {
    const { checkpoint, stored } = setUp();
    await checkpoint.stop();
    expect(stored).toEqual([]);
  });

  it('the checkpoint keeps what is owed from the earliest message on, until that was read back', async () => {
    const { checkpoint, stored } = setUp();
    checkpoint.requestCatchUp('900');
    checkpoint.requestCatchUp('1000');
    await checkpoint.start();
    checkpoint.requestCatchUp('80');
    checkpoint.completeCatchUp('900');
    expect(checkpoint.catchUpSince).toBe('80');
    checkpoint.completeCatchUp('80');
    await checkpoint.stop();
    expect(stored.map((all) => all[0]?.catchUpSince)).toEqual(['900', null]);
  });

  it('the checkpoint says once that the storage fails, and makes another attempt with the next event', async () => {
    const { watch, checkpoint, sequences, failures, logger } = setUp();
    await checkpoint.start();
    failures.push(busy(), busy());
    for (const n of [2, 3, 4]) {
      watch.receive(small(n), 0);
      await jest.advanceTimersByTimeAsync(1000);
    }
    expect(sequences()).toEqual([1, 4]);
    expect(logger.messages('warn')).toEqual(['Gateway sessions could not be stored']);
  });
});
