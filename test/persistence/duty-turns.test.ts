import { describe, expect, it } from '@jest/globals';

import { Duties } from '../../src/persistence/duties.js';
import { DutyTurns } from '../../src/persistence/duty-turns.js';
import { openTestDatabase } from '../support/test-database.js';

/** Some processes on one database, with one clock. */
async function processes(count: number) {
  const { dataSource, clock, logger } = await openTestDatabase();
  const turns = Array.from(
    { length: count },
    () => new DutyTurns(new Duties(dataSource, clock, logger), dataSource, clock),
  );
  return { turns, clock };
}

describe('a turn', () => {
  it('lasts for its whole lease, for the process that took it too, and tells when it ends', async () => {
    const { turns, clock } = await processes(2);
    const [one, other] = turns;
    expect(await one?.take('identify 0', 5_000)).toBe(0);
    clock.advance(2_000);
    expect(await one?.take('identify 0', 5_000)).toBe(3_000);
    expect(await other?.take('identify 0', 5_000)).toBe(3_000);
    expect(await other?.take('identify 1', 5_000)).toBe(0);
    clock.advance(3_000);
    expect(await other?.take('identify 0', 5_000)).toBe(0);
  });

  it('ends when the process that took it wants so, and no other process can end it', async () => {
    const { turns, clock } = await processes(2);
    const [one, other] = turns;
    await one?.take('identify 0', 20_000);
    clock.advance(1_000);
    await other?.endIn('identify 0', 0);
    expect(await other?.take('identify 0', 20_000)).toBe(19_000);
    await one?.endIn('identify 0', 5_000);
    clock.advance(4_999);
    expect(await other?.take('identify 0', 20_000)).toBe(1);
    clock.advance(1);
    expect(await other?.take('identify 0', 20_000)).toBe(0);
  });

  it('is taken once when many processes try at the same time', async () => {
    const { turns } = await processes(20);
    const waits = await Promise.all(turns.map(async (each) => each.take('identify 0', 5_000)));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1);
    expect(waits.filter((waitMs) => waitMs === 5_000)).toHaveLength(19);
  });

  it('ends for a process whose clock is far behind within one lease', async () => {
    const { turns, clock } = await processes(1);
    await turns[0]?.take('identify 0', 5_000);
    clock.advance(-60_000);
    expect(await turns[0]?.take('identify 0', 5_000)).toBe(5_000);
  });
});
