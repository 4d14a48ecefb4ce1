import { describe, expect, it, jest } from '@jest/globals';

import { LEASE_MS, RENEW_EVERY_MS } from '../../src/persistence/generation-leases.js';
import { eventually } from '../support/eventually.js';
import { fakeIntervals } from '../support/fake-intervals.js';
import { refuseChanges } from '../support/hurt-database.js';
import { claimed, leasesOf } from '../support/leases.js';
import { generationIn, INTERACTION_ID, newInteractionState } from '../support/states.js';
import { storedState, openTestDatabase } from '../support/test-database.js';

fakeIntervals();

/** A lease that this process has claimed and holds; by default it is one of several. */
async function setUp({ isOnlyProcess = false } = {}) {
  const database = await openTestDatabase();
  const { dataSource, persistence, clock, logger } = database;
  await persistence.create(newInteractionState({ generation: generationIn('requested') }));
  const { generation } = await claimed(database, INTERACTION_ID);
  const lease = leasesOf(database, { isOnlyProcess }).hold(INTERACTION_ID, generation!.lease!);
  const load = () => storedState(persistence, INTERACTION_ID);
  const leaseUntil = async () => (await load()).generation?.lease?.until;
  /** Lets time pass until the next renewal, which is on its way then. */
  const pass = () => {
    clock.advance(RENEW_EVERY_MS);
    jest.advanceTimersByTime(RENEW_EVERY_MS);
  };
  /** Lets time pass in which the holder does nothing. */
  const sleep = (ms: number) => clock.advance(ms);
  return { database, dataSource, persistence, logger, lease, load, leaseUntil, pass, sleep };
}

describe('a lease that is held', () => {
  it('a held lease is renewed again and again, long before it ends', async () => {
    const { lease, leaseUntil, pass } = await setUp();
    expect(await leaseUntil()).toBe('2026-11-24T12:01:00.000Z');
    for (const until of ['2026-11-24T12:01:05.000Z', '2026-11-24T12:01:10.000Z']) {
      pass();
      await eventually(async () => (await leaseUntil()) === until);
    }
    expect(lease.lost.aborted).toBe(false);
    lease.release();
  });

  it('a renewal changes nothing but the end of the lease, and disturbs no click', async () => {
    const { lease, load, leaseUntil, pass, persistence } = await setUp();
    const seen = await load();
    pass();
    const until = '2026-11-24T12:01:05.000Z';
    await eventually(async () => (await leaseUntil()) === until);
    const { generation } = seen;
    expect(await load()).toEqual({
      ...seen,
      generation: { ...generation, lease: { ...generation?.lease, until } },
    });
    await persistence.save(seen);
    lease.release();
  });

  it('a click that was loaded before a renewal does not shorten the lease', async () => {
    const { lease, load, leaseUntil, pass, persistence } = await setUp();
    const seen = await load();
    pass();
    const until = '2026-11-24T12:01:05.000Z';
    await eventually(async () => (await leaseUntil()) === until);
    await persistence.save(seen);
    expect(await leaseUntil()).toBe(until);
    lease.release();
  });

  it('a released lease is not renewed any more', async () => {
    const { lease, leaseUntil, pass } = await setUp();
    lease.release();
    expect(jest.getTimerCount()).toBe(0);
    pass();
    expect(await leaseUntil()).toBe('2026-11-24T12:01:00.000Z');
    expect(lease.lost.aborted).toBe(false);
  });

  it('a held lease is lost when the row is somebody else’s, which stays as it is', async () => {
    const { database, lease, load, pass, sleep } = await setUp({ isOnlyProcess: true });
    sleep(LEASE_MS);
    const theirs = await claimed(database, INTERACTION_ID);
    expect(lease.lost.aborted).toBe(false);
    pass();
    await eventually(() => lease.lost.aborted);
    expect(await load()).toEqual(theirs);
    lease.release();
  });

  it('a held lease is lost when another generation of the person has taken its slot', async () => {
    const { dataSource, lease, leaseUntil, pass } = await setUp();
    await dataSource.query('UPDATE interactions SET person_slot = NULL');
    pass();
    await eventually(() => lease.lost.aborted);
    expect(await leaseUntil()).toBe('2026-11-24T12:01:00.000Z');
    lease.release();
  });

  it('a held lease that could not be renewed is lost before another process can take it', async () => {
    const { lease, pass, sleep } = await setUp();
    sleep(LEASE_MS - 2 * RENEW_EVERY_MS);
    pass();
    expect(lease.lost.aborted).toBe(true);
    lease.release();
  });

  it('a held lease is renewed after its end where no other process can have taken it', async () => {
    const { lease, leaseUntil, pass, sleep } = await setUp({ isOnlyProcess: true });
    sleep(LEASE_MS);
    pass();
    await eventually(async () => (await leaseUntil()) === '2026-11-24T12:02:05.000Z');
    expect(lease.lost.aborted).toBe(false);
    lease.release();
  });

  it.each(['cancelling', 'produced', 'requested'] as const)(
    'a held lease is lost when the generation is %s, and the row stays as it is',
    async (status) => {
      const { lease, load, pass, persistence } = await setUp();
      const changed = await persistence.save({
        ...(await load()),
        generation: generationIn(status),
      });
      pass();
      await eventually(() => lease.lost.aborted);
      expect(await load()).toEqual(changed);
      lease.release();
    },
  );

  it('a held lease is lost when its interaction is gone', async () => {
    const { dataSource, lease, pass } = await setUp();
    await dataSource.query('DELETE FROM interactions');
    expect(lease.lost.aborted).toBe(false);
    pass();
    await eventually(() => lease.lost.aborted);
    lease.release();
  });

  it('a held lease is not lost by a renewal that fails, and is renewed the next time', async () => {
    const { dataSource, logger, lease, leaseUntil, pass } = await setUp();
    const allowChanges = await refuseChanges(dataSource);
    pass();
    await eventually(() => logger.messages('warn').length > 0);
    expect(logger.lines.at(-1)).toEqual({
      level: 'warn',
      fields: {
        interactionId: INTERACTION_ID,
        err: expect.objectContaining({ code: 'storage.read_only' }),
      },
      message: 'Lease could not be renewed',
    });
    expect(lease.lost.aborted).toBe(false);
    await allowChanges();
    pass();
    await eventually(async () => (await leaseUntil()) === '2026-11-24T12:01:10.000Z');
    expect(lease.lost.aborted).toBe(false);
    lease.release();
  });
});
