import { describe, expect, it } from '@jest/globals';

import type { CountedMaker } from '../../../src/generation/run/counted-maker.js';
import { GenerationRun } from '../../../src/generation/run/generation-run.js';
import { RetryPolicy } from '../../../src/generation/run/retry-policy.js';
import { GenerationLeases } from '../../../src/persistence/generation-leases.js';
import { eventually } from '../../support/eventually.js';
import { gate } from '../../support/gate.js';
import { blocked } from '../../support/generation-doubles.js';
import { refuseChanges } from '../../support/hurt-database.js';
import {
  generation,
  INTERACTION_ID,
  newInteractionState,
  outputItem,
} from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';
import { openTestDatabase, storedState } from '../../support/test-database.js';

const NEVER = new AbortController().signal;
const OPTIONS = { cancelled: NEVER, stopping: NEVER };

/** Processes on one database with one requested generation; `make` is the model of all of them. */
async function setUp(make: CountedMaker['make']) {
  const database = await openTestDatabase();
  await database.persistence.create(newInteractionState({ generation: generation() }));
  const maker = strictDouble<CountedMaker>('CountedMaker', { make });
  const start = async () => {
    const { dataSource, persistence, clock, logger } = await openTestDatabase(database.file);
    const limits = { concurrency: 1, concurrencyPerPerson: 1, maxAttempts: 3 };
    const leases = new GenerationLeases(dataSource, limits, false, clock, logger);
    const run = new GenerationRun(
      persistence,
      leases,
      maker,
      new RetryPolicy(limits, clock),
      logger,
    );
    return { dataSource, logger, attempt: () => run.attempt(INTERACTION_ID, OPTIONS) };
  };
  const stored = () => storedState(database.persistence, INTERACTION_ID);
  return { ...database, start, stored };
}

describe('an attempt on a database', () => {
  it('an attempt of one of two processes asks the model, and its outcome is stored once', async () => {
    let calls = 0;
    const { start, stored } = await setUp(async () => {
      calls += 1;
      return outputItem();
    });
    const processes = [await start(), await start()];
    await Promise.all(processes.map(({ attempt }) => attempt()));
    expect(calls).toBe(1);
    const { generation: made, outputs } = await stored();
    expect(outputs).toEqual([outputItem()]);
    expect(made).toMatchObject({ status: 'produced', attempts: 1, lease: null });
  });

  it('an attempt stores its outcome as soon as a database that takes no changes does again', async () => {
    const answer = gate();
    const { start, stored } = await setUp(async () => {
      await answer.opened;
      return outputItem();
    });
    const { attempt, logger, dataSource } = await start();
    const made = attempt();
    await eventually(async () => (await stored()).generation?.status === 'running');
    const allowChanges = await refuseChanges(dataSource);
    answer.open();
    await eventually(() => logger.messages('warn').includes('Retrying'));
    await allowChanges();
    expect(await made).toEqual({ kind: 'outcome' });
    expect((await stored()).outputs).toEqual([outputItem()]);
  });

  it('an attempt that the model refuses stores the reason', async () => {
    const { start, stored } = await setUp(() => Promise.reject(blocked()));
    const { attempt } = await start();
    expect(await attempt()).toEqual({ kind: 'outcome' });
    const { generation: refused } = await stored();
    expect(refused).toMatchObject({ status: 'failing', lease: null });
    expect(refused?.failure?.code).toMatch(/^model\.blocked/);
  });
});
