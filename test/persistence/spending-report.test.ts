import { describe, expect, it } from '@jest/globals';

import { Ledger } from '../../src/persistence/ledger.js';
import { SpendingReport } from '../../src/persistence/spending-report.js';
import { ANN, limits, SERVER, spending } from '../support/spendings.js';
import { openTestDatabase } from '../support/test-database.js';

const BEN = '200000000000000009';
const DAY_MS = 86_400_000;

const sums = (calls: number, microDollars: number, unpriced = 0) => ({
  calls,
  unpriced,
  microDollars,
});

async function setUp() {
  const { clock, dataSource } = await openTestDatabase();
  const ledger = new Ledger(dataSource, clock);
  const report = new SpendingReport(dataSource);
  const today = () => clock.iso().slice(0, 10);
  /** Somebody has a picture made that costs so much; null: nobody knows. */
  const spend = async (
    id: string,
    microDollars: number | null,
    given: Parameters<typeof spending>[1] = {},
  ) => {
    const estimate = microDollars === null ? { estimate: null } : {};
    const what = spending(id, { ...given, ...estimate });
    await ledger.reserve(what, 1, limits());
    await ledger.begin(what, `attempt of ${id}`, limits());
    await ledger.settle(`attempt of ${id}`, microDollars);
    await ledger.close(id);
  };
  return { clock, ledger, report, spend, today };
}

describe('what is told of spending', () => {
  it('the report adds up days in their order, and everything else with the most first', async () => {
    const { clock, report, spend, today } = await setUp();
    const first = today();
    await spend('one', 10_000);
    await spend('two', 50_000, { personId: BEN, guildId: null, model: 'another' });
    clock.advance(DAY_MS);
    await spend('three', 5_000);
    await spend('four', null, { model: 'unknown' });
    expect(await report.by('day', first)).toEqual([
      { key: first, ...sums(2, 60_000) },
      { key: today(), ...sums(2, 5_000, 1) },
    ]);
    expect(await report.by('person', first)).toEqual([
      { key: BEN, ...sums(1, 50_000) },
      { key: ANN, ...sums(3, 15_000, 1) },
    ]);
    expect(await report.by('server', first)).toEqual([
      { key: null, ...sums(1, 50_000) },
      { key: SERVER, ...sums(3, 15_000, 1) },
    ]);
    expect(await report.by('model', today())).toEqual([
      { key: 'a model', ...sums(1, 5_000) },
      { key: 'unknown', ...sums(1, 0, 1) },
    ]);
  });

  it('what is reserved counts in the totals until it is free again', async () => {
    const { ledger, report, spend, today } = await setUp();
    await spend('one', 10_000);
    await spend('two', 1_000, { personId: BEN });
    await ledger.reserve(spending('three'), 2, limits());
    expect(await report.total(today())).toBe(91_000);
    expect(await report.ofPerson(ANN, today())).toBe(90_000);
    await ledger.close('three');
    expect(await report.ofPerson(ANN, today())).toBe(10_000);
    expect(await report.total('2999-01-01')).toBe(0);
  });

  it('the report knows how much of a quota is used, and since when', async () => {
    const { clock, ledger, report } = await setUp();
    const start = clock.iso();
    await ledger.reserve(spending('one'), 2, limits());
    clock.advance(1_000);
    await ledger.reserve(spending('two'), 1, limits());
    const before = new Date(Date.parse(start) - 1).toISOString();
    expect(await report.quotaUse(ANN, before)).toEqual({ pictures: 3, oldestAt: start });
    expect(await report.quotaUse(ANN, start)).toEqual({ pictures: 1, oldestAt: clock.iso() });
    expect(await report.quotaUse(BEN, before)).toEqual({ pictures: 0, oldestAt: null });
  });
});
