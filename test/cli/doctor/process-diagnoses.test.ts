import { describe, expect, it } from '@jest/globals';

import { processDiagnoses } from '../../../src/cli/doctor/process-diagnoses.js';
import type { Duties } from '../../../src/persistence/duties.js';
import { FakeClock } from '../../support/fake-clock.js';
import { strictDouble } from '../../support/strict-double.js';

interface Told {
  /** The duties of each process. */
  readonly processes?: readonly (readonly string[])[];
  readonly clockDifferenceMs?: number;
  readonly answerTakesMs?: number;
  readonly connections?: number;
  readonly isPostgres?: boolean;
  readonly isBucket?: boolean;
  readonly shardCount?: number | null;
}

async function diagnosesOf(told: Told) {
  const { processes = [['shard 0', 'cleanup'], ['shard 1']], shardCount = 2 } = told;
  const { clockDifferenceMs = 0, answerTakesMs = 0, connections = 97 } = told;
  const { isPostgres = true, isBucket = true } = told;
  const clock = new FakeClock();
  const duties = strictDouble<Duties>('Duties', {
    held: async () =>
      processes.flatMap((names, n) =>
        names.map((name) => ({
          name,
          owner: `id ${n}`,
          process: `bot-${n} (1)`,
          heldSince: clock.iso(),
          heldUntil: clock.iso(),
        })),
      ),
  });
  const serverState = async () => {
    const timeMs = clock.now() + clockDifferenceMs;
    clock.advance(answerTakesMs);
    return isPostgres ? { timeMs, connections } : null;
  };
  const images = isBucket
    ? ({ kind: 'bucket', bucket: 'pictures', prefix: '' } as const)
    : ({ kind: 'files', dir: '/data' } as const);
  const postgresUrl = isPostgres ? 'postgres://db/nanobanana' : null;
  return processDiagnoses({ clock, duties, serverState }, { images, postgresUrl }, shardCount);
}

/** What the one diagnosis of that name says, and whether all is well; undefined: there is none. */
async function finding(what: string, of: Told) {
  const found = (await diagnosesOf(of)).find((each) => each.what === what);
  return found && [found.passed, found.says];
}

describe('the doctor’s diagnoses of the processes', () => {
  it('the doctor says who is at work, and that all is well when it is', async () => {
    const all = await diagnosesOf({});
    expect(all.map(({ what, passed }) => [what, passed])).toEqual([
      ['Processes', true],
      ['Shards', true],
      ['Clock of the database', true],
      ['Connections', true],
    ]);
    expect(all[0]?.says).toBe(
      'bot-0 (1): shard 0 since 2026-11-24T12:00:00.000Z, cleans up; bot-1 (1): shard 1 since 2026-11-24T12:00:00.000Z',
    );
  });

  it('the doctor names the shards that nobody serves, unless no bot runs or none are configured', async () => {
    const [isWell, says] = (await finding('Shards', { shardCount: 8 })) ?? [];
    expect(isWell).toBe(false);
    expect(says).toContain('nobody serves shards 2–7 of 8. Start the processes that do');
    expect(await finding('Shards', { shardCount: 8, processes: [] })).toBeUndefined();
    expect(await finding('Shards', { shardCount: null })).toBeUndefined();
    expect(await finding('Processes', { processes: [] })).toEqual([
      true,
      'none is at work at present',
    ]);
  });

  it('the doctor compares this machine’s clock with that of the database', async () => {
    const what = 'Clock of the database';
    const [isWell, says] = (await finding(what, { clockDifferenceMs: -8_000 })) ?? [];
    expect(isWell).toBe(false);
    expect(says).toContain('this machine is 8 seconds ahead of it.');
    expect((await finding(what, { clockDifferenceMs: 8_000 }))?.[1]).toContain(
      '8 seconds behind it.',
    );
    expect((await finding(what, { clockDifferenceMs: 5_000 }))?.[0]).toBe(true);
    expect(await finding(what, { clockDifferenceMs: 9_000, answerTakesMs: 4_000 })).toEqual([
      true,
      'as this machine’s',
    ]);
  });

  it('the doctor warns where PostgreSQL takes fewer connections than the processes may open', async () => {
    expect(await finding('Connections', { connections: 30 })).toEqual([
      true,
      'PostgreSQL takes 30',
    ]);
    const [isWell, says] = (await finding('Connections', { connections: 29 })) ?? [];
    expect(isWell).toBe(false);
    expect(says).toContain('2 processes with one more beside them may open 30.');
  });

  it('the doctor warns where several processes keep pictures in a folder', async () => {
    const what = 'Pictures of all processes';
    const [isWell, says] = (await finding(what, { isBucket: false })) ?? [];
    expect(isWell).toBe(false);
    expect(says).toContain(
      'pictures are files in /data. Every process must see those of the others',
    );
    const oneBot = { isBucket: false, processes: [['shard 0', 'shard 1'], ['removal']] };
    expect(await finding(what, oneBot)).toBeUndefined();
  });

  it('the doctor says nothing of processes where the database is a file, which has one at most', async () => {
    expect(await diagnosesOf({ isPostgres: false, processes: [['cleanup']] })).toEqual([]);
  });
});
