import { Duties, DUTY_LEASE_MS } from '../../src/persistence/duties.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Two processes on one database, with one clock. */
async function twoProcesses(): Promise<{ database: TestDatabase; one: Duties; other: Duties }> {
  const database = await openTestDatabase();
  const process = () => new Duties(database.dataSource, database.clock, database.logger);
  return { database, one: process(), other: process() };
}

describe('a duty', () => {
  it('is taken by one of two processes, and by the other one when its lease has ended', async () => {
    const { database, one, other } = await twoProcesses();
    expect(await one.take('shard 3')).toBe(true);
    database.clock.advance(DUTY_LEASE_MS - 1);
    expect(await other.take('shard 3')).toBe(false);
    expect(await other.take('shard 4')).toBe(true);
    database.clock.advance(1);
    expect(await other.take('shard 3')).toBe(true);
    expect(await one.take('shard 3')).toBe(false);
  });

  it('is extended by the process that has it, and keeps the time of its beginning', async () => {
    const { database, one, other } = await twoProcesses();
    await one.take('cleanup');
    const [before] = await one.held();
    database.clock.advance(DUTY_LEASE_MS - 1);
    expect(await one.take('cleanup')).toBe(true);
    database.clock.advance(DUTY_LEASE_MS - 1);
    expect(await other.take('cleanup')).toBe(false);
    const [after] = await other.held();
    expect(after).toMatchObject({
      name: 'cleanup',
      owner: one.owner,
      heldSince: before?.heldSince,
    });
  });

  it('is free at once when its process gives it up, and not when another one tries to', async () => {
    const { one, other } = await twoProcesses();
    await one.take('commands');
    await other.release('commands');
    expect(await other.take('commands')).toBe(false);
    await one.release('commands');
    expect(await one.held()).toEqual([]);
    expect(await other.take('commands')).toBe(true);
  });

  it('is taken once when many processes try at the same time', async () => {
    const { database } = await twoProcesses();
    const processes = Array.from(
      { length: 20 },
      () => new Duties(database.dataSource, database.clock, database.logger),
    );
    const taken = await Promise.all(processes.map(async (each) => each.take('shard 0')));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});
