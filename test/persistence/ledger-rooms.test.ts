import { describe, expect, it } from '@jest/globals';

import type { SpendingLimits } from '../../src/config/spending.js';
import { sumIn, roomsFor } from '../../src/persistence/ledger-rooms.js';
import { sumOf } from '../../src/persistence/ledger-statements.js';
import { Ledger } from '../../src/persistence/ledger.js';
import { ANN, limits, SERVER, spending } from '../support/spendings.js';
import { planOf } from '../support/statement-plan.js';
import { openTestDatabase } from '../support/test-database.js';

const BEN = '200000000000000003';
const OTHER_SERVER = '300000000000000004';
/** The clock of the tests stands at noon of 24 November. */
const TOMORROW_MS = Date.UTC(2026, 10, 25);
const NEXT_MONTH_MS = Date.UTC(2026, 11, 1);

async function setUp() {
  const { file, dataSource, clock } = await openTestDatabase();
  return { file, dataSource, clock, ledger: new Ledger(dataSource, clock) };
}

/** Two pictures fit, not three. */
const TWO_PICTURES = 80_000 + 39_999;

const BUDGETS: readonly [
  name: string,
  given: Partial<SpendingLimits>,
  same: object,
  other: object,
  untilMs: number,
][] = [
  [
    'person-day',
    { budgetPerPersonPerDay: TWO_PICTURES },
    { guildId: OTHER_SERVER },
    { personId: BEN },
    TOMORROW_MS,
  ],
  [
    'person-month',
    { budgetPerPersonPerMonth: TWO_PICTURES },
    { guildId: null },
    { personId: BEN },
    NEXT_MONTH_MS,
  ],
  [
    'server-day',
    { budgetPerServerPerDay: TWO_PICTURES },
    { personId: BEN },
    { guildId: OTHER_SERVER },
    TOMORROW_MS,
  ],
  [
    'server-month',
    { budgetPerServerPerMonth: TWO_PICTURES },
    { personId: BEN },
    { guildId: null },
    NEXT_MONTH_MS,
  ],
];

describe.each(BUDGETS)('the budget %s', (limit, given, same, other, untilMs) => {
  it('counts what its owner spends, wherever and for whomever, and nobody else', async () => {
    const { ledger } = await setUp();
    const budget = limits(given);
    expect(await ledger.reserve(spending('one'), 2, budget)).toBeNull();
    expect(await ledger.reserve(spending('two', same), 1, budget)).toEqual({ limit, untilMs });
    expect(await ledger.reserve(spending('three', other), 2, budget)).toBeNull();
  });

  it('begins anew to the millisecond', async () => {
    const { ledger, clock } = await setUp();
    const budget = limits(given);
    await ledger.reserve(spending('one'), 2, budget);
    clock.advance(untilMs - clock.now() - 1);
    expect(await ledger.reserve(spending('two'), 1, budget)).toEqual({ limit, untilMs });
    clock.advance(1);
    expect(await ledger.reserve(spending('two'), 2, budget)).toBeNull();
  });

  it('leaves room for no call beyond what was reserved once it is used up', async () => {
    const { ledger } = await setUp();
    const budget = limits(given);
    await ledger.reserve(spending('one'), 2, budget);
    for (const attempt of ['cut off', 'second'])
      expect(await ledger.begin(spending('one'), attempt, budget)).toBeNull();
    expect(await ledger.begin(spending('one'), 'third', budget)).toEqual({ limit, untilMs });
  });

  it('says that it never leaves room for what costs more than the whole of it', async () => {
    const { ledger } = await setUp();
    const refusal = await ledger.reserve(spending('one'), 3, limits(given));
    expect(refusal).toEqual({ limit, untilMs: null });
    expect(await ledger.entriesOf(['one'])).toEqual([]);
  });

  it('of a hundred presses in two processes lets through what it pays for', async () => {
    const { file, ledger, clock } = await setUp();
    const { dataSource: second } = await openTestDatabase(file);
    const processes = [ledger, new Ledger(second, clock)];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        processes[n % 2]!.reserve(spending(`press ${n}`), 1, limits(given)),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(2);
  });

  it('is summed by an index alone', async () => {
    const { ledger, dataSource } = await setUp();
    await ledger.reserve(spending('one'), 2, limits());
    const wanted = {
      at: '2026-11-24T12:00:00.000Z',
      day: '2026-11-24',
      personId: ANN,
      guildId: SERVER,
      pictures: 1,
      microDollars: 1,
    };
    const [named] = roomsFor(wanted, limits(given));
    const { sql, parameters } = sumOf(named!.room);
    const owner = limit.startsWith('person') ? 'person' : 'guild';
    const { aloneIn } = await planOf(dataSource, sql, parameters);
    expect(aloneIn).toEqual([`ledger_entries_${owner}`]);
    expect(await sumIn(dataSource, named!.room)).toBe(80_000);
  });
});
