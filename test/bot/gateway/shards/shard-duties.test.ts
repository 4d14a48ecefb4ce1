import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from 'discordx';

import { ServedShards } from '../../../../src/bot/gateway/shards/served-shards.js';
import { ShardDuties } from '../../../../src/bot/gateway/shards/shard-duties.js';
import type { Shards } from '../../../../src/config/shards.js';
import type { Duties, DutyName } from '../../../../src/persistence/duties.js';
import type { DutySuccession } from '../../../../src/persistence/duty-succession.js';
import type { DutyEntity } from '../../../../src/persistence/duty.entity.js';
import { exitCodeFor } from '../../../../src/platform/exit-codes.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { strictDouble } from '../../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const NEVER = new AbortController().signal;

/** A process with duties in memory, which all processes share. */
function setUp(configured: Shards | null, table = new Map<DutyName, string>(), isShared = true) {
  const owner = randomUUID();
  const logger = new RecordingLogger();
  const losses = new Map<DutyName, AbortController>();
  const duties = strictDouble<Duties>('Duties', {
    owner,
    held: async () =>
      [...table].map(([name, of]) =>
        strictDouble<DutyEntity>('DutyEntity', { name, owner: of, process: of }),
      ),
    release: async () => undefined,
    hold: async (name) => {
      if (table.has(name)) return null;
      table.set(name, owner);
      const loss = new AbortController();
      losses.set(name, loss);
      return {
        name,
        lost: loss.signal,
        release: async () => void table.delete(name),
      };
    },
  });
  const options: { shards?: number[]; shardCount?: number } = {};
  const asked: string[] = [];
  const rest = {
    setToken: () => rest,
    get: async (route: string) => {
      asked.push(route);
      return { shards: 2 };
    },
  };
  const client = strictDouble<{ rest: object; options: object }>('Client', { rest, options });
  const served = new ServedShards(configured, !isShared);
  const waited: unknown[] = [];
  const succession = strictDouble<DutySuccession>('DutySuccession', {
    waitFor: async (names) => void waited.push(names),
    withdraw: async () => void waited.push(null),
  });
  const shards = new ShardDuties(client as unknown as Client, served, duties, succession, logger);
  return { waited, shards, served, options, asked, table, losses, logger, owner };
}

describe('the duties of shards', () => {
  it('the duties of all shards are taken before the client connects with them', async () => {
    const { shards, options, table, served, owner } = setUp({ ids: [1, 2], count: 4 });
    await shards.take(await shards.find('a-token'), NEVER);
    expect(table).toEqual(
      new Map([
        ['shard 1', owner],
        ['shard 2', owner],
      ]),
    );
    expect(options).toEqual({ shards: [1, 2], shardCount: 4 });
    expect([served.has(0), served.has(1)]).toEqual([false, true]);
    await shards.release();
    expect(table.size).toBe(0);
  });

  it('the shards are all that Discord recommends unless the configuration names some', async () => {
    const { shards, options, asked } = setUp(null);
    await shards.take(await shards.find('a-token'), NEVER);
    expect(asked).toEqual(['/gateway/bot']);
    expect(options).toEqual({ shards: [0, 1], shardCount: 2 });
  });

  it('the duties are not needed where the database is this process’s alone', async () => {
    const { shards, options, table } = setUp({ ids: [0], count: 1 }, undefined, false);
    await shards.take(await shards.find('a-token'), NEVER);
    expect(table.size).toBe(0);
    expect(options).toEqual({ shards: [0], shardCount: 1 });
  });

  it('a process whose shards are not all free takes none, says once who has them, and takes them when they are', async () => {
    const table = new Map<DutyName, string>([['shard 1', 'another process']]);
    const { shards, served, logger } = setUp({ ids: [0, 1], count: 2 }, table);
    const taken = shards.take(await shards.find('a-token'), NEVER);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(served.current).toBeNull();
    expect([...table.keys()]).toEqual(['shard 1']);
    expect(logger.lines).toMatchObject([
      {
        fields: { duty: 'shard 1', process: 'another process' },
        message: 'Standing by: another process serves these shards',
      },
    ]);
    table.clear();
    await jest.advanceTimersByTimeAsync(2_000);
    await taken;
    expect([...table.keys()]).toEqual(['shard 0', 'shard 1']);
  });

  it('a process that stands by stops when it is told to', async () => {
    const table = new Map<DutyName, string>([['shard 0', 'another process']]);
    const { shards } = setUp({ ids: [0], count: 1 }, table);
    const stop = new AbortController();
    const taken = shards.take(await shards.find('a-token'), stop.signal);
    const refused = rejectionOf(taken);
    await jest.advanceTimersByTimeAsync(3_000);
    stop.abort();
    expect(await refused).toMatchObject({ name: 'AbortError' });
    expect(table).toEqual(new Map([['shard 0', 'another process']]));
  });

  it('a process that loses one shard serves none any more, and says so with an exit code of its own', async () => {
    const { shards, served, losses } = setUp({ ids: [0, 1], count: 2 });
    await shards.take(await shards.find('a-token'), NEVER);
    const working = rejectionOf(shards.whileHeld(new Promise(() => undefined)));
    losses.get('shard 1')?.abort();
    const error = await shards.lost();
    expect(exitCodeFor(error)).toBe(76);
    expect(served.current).toBeNull();
    expect(await working).toMatchObject({ code: 'discord.shard_lost' });
  });
});
