import { once } from 'node:events';

import { describe, expect, it, jest } from '@jest/globals';

import { Duties, DUTY_LEASE_MS, type HeldDuty } from '../../src/persistence/duties.js';
import { eventually } from '../support/eventually.js';
import { fakeIntervals } from '../support/fake-intervals.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

fakeIntervals();

const RENEWAL_MS = DUTY_LEASE_MS / 6;

/** A process that holds the cleanup, beside another one. */
async function setUp(): Promise<{
  database: TestDatabase;
  one: Duties;
  other: Duties;
  duty: HeldDuty;
}> {
  const database = await openTestDatabase();
  const process = () => new Duties(database.dataSource, database.clock, database.logger);
  const [one, other] = [process(), process()];
  const duty = await one.hold('cleanup');
  if (duty === null) throw new Error('nobody else has it');
  return { database, one, other, duty };
}

/** The end of the lease of the only duty. */
async function heldUntil(duties: Duties): Promise<string | undefined> {
  return (await duties.held())[0]?.heldUntil;
}

/** The time passes until the next renewal, which begins. */
function passRenewal({ clock }: TestDatabase): void {
  clock.advance(RENEWAL_MS);
  jest.advanceTimersByTime(RENEWAL_MS);
}

describe('a held duty', () => {
  it('is renewed again and again, so that no other process gets it, until it is given up', async () => {
    const { database, one, other, duty } = await setUp();
    for (let n = 1; n <= 12; n += 1) {
      const before = await heldUntil(one);
      passRenewal(database);
      await eventually(async () => (await heldUntil(one)) !== before);
    }
    expect(await other.hold('cleanup')).toBeNull();
    expect([duty.lost.aborted, [...one.holding]]).toEqual([false, ['cleanup']]);
    await duty.release();
    expect(await other.take('cleanup')).toBe(true);
    expect([jest.getTimerCount(), [...one.holding]]).toEqual([0, []]);
  });

  it('is lost when another process has taken it, which keeps it', async () => {
    const { database, one, other, duty } = await setUp();
    const lost = once(duty.lost, 'abort');
    // As if this process had been stopped for so long.
    database.clock.advance(DUTY_LEASE_MS);
    await other.take('cleanup');
    database.clock.advance(-DUTY_LEASE_MS);
    passRenewal(database);
    await lost;
    expect(String(duty.lost.reason)).toBe('Error: the duty "cleanup" was taken by another process');
    expect([jest.getTimerCount(), [...one.holding]]).toEqual([0, []]);
    await duty.release();
    expect(await one.held()).toMatchObject([{ owner: other.owner }]);
  });

  it('is lost when it could not be renewed until its lease has ended, and not before', async () => {
    const { database, one, duty } = await setUp();
    await database.dataSource.destroy();
    for (let n = 1; n < 6; n += 1) {
      passRenewal(database);
      await eventually(() => database.logger.messages('warn').length === n);
    }
    expect(duty.lost.aborted).toBe(false);
    passRenewal(database);
    expect(String(duty.lost.reason)).toBe('Error: the duty "cleanup" could not be renewed in time');
    expect([jest.getTimerCount(), [...one.holding]]).toEqual([0, []]);
  });

  it('is lost at once by a process that was stopped for longer than its lease', async () => {
    const { database, duty } = await setUp();
    database.clock.advance(DUTY_LEASE_MS);
    jest.advanceTimersByTime(RENEWAL_MS);
    expect(duty.lost.aborted).toBe(true);
    expect(database.logger.lines).toEqual([]);
  });

  it('is free after it was given up, even if a renewal was under way', async () => {
    const { database, one, duty } = await setUp();
    passRenewal(database);
    await duty.release();
    expect(await one.held()).toEqual([]);
  });

  it('is free when its lease ends if it could not be given up, which is logged and throws nothing', async () => {
    const { database, duty } = await setUp();
    await database.dataSource.destroy();
    await duty.release();
    expect(database.logger.messages('warn')).toEqual(['Duty could not be given up']);
  });
});
