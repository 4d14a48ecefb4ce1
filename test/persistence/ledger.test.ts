import { describe, expect, it } from '@jest/globals';

import { Ledger } from '../../src/persistence/ledger.js';
import { ANN, HOUR_MS, limits, SERVER, spending } from '../support/spendings.js';
import { openTestDatabase } from '../support/test-database.js';

const DAY = limits({ budgetPerDay: 100_000 });
/** The clock of the tests stands at noon of this day. */
const TOMORROW_MS = Date.UTC(2026, 10, 25);
const NEXT_MONTH_MS = Date.UTC(2026, 11, 1);

async function setUp() {
  const { file, dataSource, clock } = await openTestDatabase();
  const ledger = new Ledger(dataSource, clock);
  const total = async (...ids: string[]) =>
    (await ledger.entriesOf(ids)).reduce((sum, { microDollars }) => sum + microDollars, 0);
  return { file, clock, ledger, total };
}

describe('the budgets', () => {
  it('a reservation counts as it is expected until it is settled with what it has cost', async () => {
    const { ledger, total } = await setUp();
    expect(await ledger.reserve(spending('one'), 2, DAY)).toBeNull();
    expect(await total('one')).toBe(80_000);
    expect(await ledger.reserve(spending('two'), 1, DAY)).toEqual({
      limit: 'day',
      untilMs: TOMORROW_MS,
    });
    expect(await ledger.begin(spending('one'), 'first call', DAY)).toBeNull();
    await ledger.settle('first call', 10_000);
    expect(await total('one')).toBe(50_000);
    expect(await ledger.reserve(spending('two'), 1, DAY)).toBeNull();
  });

  it('a refused reservation stores nothing', async () => {
    const { ledger } = await setUp();
    const none = limits({ budgetPerDay: 39_999 });
    expect(await ledger.reserve(spending('one'), 1, none)).toEqual({ limit: 'day', untilMs: null });
    expect(await ledger.entriesOf(['one'])).toEqual([]);
  });

  it('a budget takes what fits in it exactly, and a reservation that is repeated counts once', async () => {
    const { ledger, total } = await setUp();
    const exact = limits({ budgetPerDay: 80_000, budgetPerMonth: 80_000 });
    expect(await ledger.reserve(spending('one'), 2, exact)).toBeNull();
    expect(await ledger.reserve(spending('one'), 2, exact)).toBeNull();
    expect(await total('one')).toBe(80_000);
    expect(await ledger.reserve(spending('two'), 1, exact)).not.toBeNull();
  });

  it('what costs nothing that is known is kept in the ledger and needs no budget', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 2, DAY);
    const spent = limits({ budgetPerDay: 0 });
    expect(await ledger.reserve(spending('free', { estimate: null }), 4, spent)).toBeNull();
    expect(await total('free')).toBe(0);
    await ledger.begin(spending('free', { estimate: null }), 'a call', spent);
    await ledger.settle('a call', null);
    expect(await ledger.entriesOf(['free'])).toMatchObject([{ settled: 1, microDollars: 0 }]);
  });

  it('a day ends at midnight in UTC, to the millisecond', async () => {
    const { ledger, clock } = await setUp();
    await ledger.reserve(spending('one'), 2, DAY);
    clock.advance(12 * HOUR_MS - 1);
    expect(await ledger.reserve(spending('two'), 1, DAY)).toMatchObject({ untilMs: TOMORROW_MS });
    clock.advance(1);
    expect(await ledger.reserve(spending('two'), 1, DAY)).toBeNull();
  });

  it('a month ends at midnight before its first day in UTC, also the last one of a year', async () => {
    const { ledger, clock } = await setUp();
    const month = limits({ budgetPerMonth: 40_000 });
    await ledger.reserve(spending('one'), 1, month);
    clock.advance(NEXT_MONTH_MS - clock.now() - 1);
    const refusal = { limit: 'month', untilMs: NEXT_MONTH_MS };
    expect(await ledger.reserve(spending('two'), 1, month)).toEqual(refusal);
    clock.advance(1);
    expect(await ledger.reserve(spending('two'), 1, month)).toBeNull();
    expect(await ledger.reserve(spending('three'), 1, month)).toEqual({
      limit: 'month',
      untilMs: Date.UTC(2027, 0, 1),
    });
  });

  it('what was reserved before midnight and is paid after it counts for the day before', async () => {
    const { ledger, clock } = await setUp();
    await ledger.reserve(spending('one'), 2, DAY);
    clock.advance(12 * HOUR_MS);
    await ledger.begin(spending('one'), 'a call', DAY);
    await ledger.settle('a call', 90_000);
    expect(await ledger.entriesOf(['one'])).toMatchObject([{ day: '2026-11-24' }]);
    expect(await ledger.reserve(spending('two'), 2, DAY)).toBeNull();
  });
});

describe('the calls of a generation', () => {
  it('a call that cost nothing leaves its place to the next one', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 1, DAY);
    for (const attempt of ['first', 'second', 'third']) {
      expect(await ledger.begin(spending('one'), attempt, DAY)).toBeNull();
      await ledger.giveBack(attempt);
      expect(await total('one')).toBe(40_000);
    }
    await ledger.close('one');
    const [entry] = await ledger.entriesOf(['one']);
    expect(entry).toMatchObject({ microDollars: 0, pictures: 0, reserved: 0, settled: 0 });
  });

  it('a call that was cut off stays charged, and the next one needs room of its own', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 1, DAY);
    await ledger.begin(spending('one'), 'cut off', DAY);
    expect(await ledger.begin(spending('one'), 'next', DAY)).toBeNull();
    expect(await total('one')).toBe(80_000);
    expect(await ledger.begin(spending('one'), 'third', DAY)).toEqual({
      limit: 'day',
      untilMs: TOMORROW_MS,
    });
    await ledger.settle('next', 30_000);
    expect(await total('one')).toBe(70_000);
    // The person has asked for one picture.
    const entries = await ledger.entriesOf(['one']);
    expect(entries.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(1);
  });

  it('a call that was cut off takes the place of another picture of its generation for a while', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 2, DAY);
    await ledger.begin(spending('one'), 'cut off', DAY);
    await ledger.begin(spending('one'), 'second', DAY);
    await ledger.settle('second', 20_000);
    expect(await ledger.entriesOf(['one'])).toMatchObject([{ cutOff: 1, settled: 1, reserved: 0 }]);
    expect(await total('one')).toBe(60_000);
    // An answer that comes after all finds that it was given up.
    await ledger.settle('cut off', 20_000);
    expect(await total('one')).toBe(60_000);
  });

  it('a call that is charged once more, since the answer was lost, counts once', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 2, DAY);
    await ledger.begin(spending('one'), 'a call', DAY);
    await ledger.begin(spending('one'), 'a call', DAY);
    expect(await ledger.entriesOf(['one'])).toMatchObject([{ cutOff: 0, reserved: 1 }]);
    await ledger.settle('a call', 30_000);
    await ledger.settle('a call', 30_000);
    expect(await total('one')).toBe(70_000);
  });

  it('a call of a generation that reserved nothing is charged all the same', async () => {
    const { ledger, total } = await setUp();
    expect(await ledger.begin(spending('of a former version'), 'a call', DAY)).toBeNull();
    expect(await total('of a former version')).toBe(40_000);
    await ledger.settle('a call', null);
    expect(await ledger.entriesOf(['of a former version'])).toMatchObject([
      { settled: 1, settledMicroDollars: 40_000, microDollars: 40_000 },
    ]);
  });

  it('a generation that ends gives back what it did not use, and no more', async () => {
    const { ledger, total } = await setUp();
    const server = limits({ quotaPerServer: { pictures: 4, windowMs: HOUR_MS } });
    await ledger.reserve(spending('one'), 4, server);
    await ledger.begin(spending('one'), 'a call', server);
    await ledger.settle('a call', 30_000);
    await ledger.close('one');
    await ledger.close('one');
    expect(await total('one')).toBe(30_000);
    expect(await ledger.reserve(spending('two'), 3, server)).toBeNull();
    expect(await ledger.reserve(spending('three'), 1, server)).not.toBeNull();
  });

  it('the calls of dead processes stay charged, and count as cut off', async () => {
    const { ledger, total } = await setUp();
    await ledger.reserve(spending('one'), 1, DAY);
    await ledger.begin(spending('one'), 'a call', DAY);
    await ledger.cutOffAll();
    expect(await ledger.entriesOf(['one'])).toMatchObject([{ attempt: null, cutOff: 1 }]);
    expect(await total('one')).toBe(40_000);
  });
});

describe('the quotas', () => {
  it('each picture comes back when its window is over, counted from when it was used', async () => {
    const { ledger, clock } = await setUp();
    const quota = { pictures: 3, windowMs: 8 * HOUR_MS };
    const three = limits({ quotaPerPerson: quota });
    const startMs = clock.now();
    for (const id of ['one', 'two', 'three']) {
      expect(await ledger.reserve(spending(id), 1, three)).toBeNull();
      clock.advance(HOUR_MS);
    }
    const refusal = { limit: 'person', quota };
    const reserve = (id: string, count = 1) => ledger.reserve(spending(id), count, three);
    expect(await reserve('four')).toEqual({ ...refusal, untilMs: startMs + 8 * HOUR_MS });
    expect(await reserve('four', 2)).toEqual({ ...refusal, untilMs: startMs + 9 * HOUR_MS });
    expect(await reserve('four', 4)).toEqual({ ...refusal, untilMs: null });
    clock.advance(5 * HOUR_MS - 1);
    expect(await reserve('four')).not.toBeNull();
    clock.advance(1);
    expect(await reserve('four')).toBeNull();
    expect(await reserve('five')).toEqual({ ...refusal, untilMs: startMs + 9 * HOUR_MS });
  });

  it('a quota is of one person or one server, and of direct messages no server has any', async () => {
    const { ledger } = await setUp();
    const one = { pictures: 1, windowMs: HOUR_MS };
    const both = limits({ quotaPerPerson: one, quotaPerServer: one });
    const ask = async (id: string, personId: string, guildId: string | null) =>
      (await ledger.reserve(spending(id, { personId, guildId }), 1, both))?.limit ?? null;
    expect(await ask('one', ANN, SERVER)).toBeNull();
    expect(await ask('two', ANN, null)).toBe('person');
    expect(await ask('three', '21', SERVER)).toBe('server');
    expect(await ask('four', '22', null)).toBeNull();
    expect(await ask('five', '23', null)).toBeNull();
  });
});

describe('a hundred people at the last cent', () => {
  it('of a hundred presses in two processes the budget lets through what it pays for', async () => {
    const { file, ledger, clock, total } = await setUp();
    const { dataSource: other } = await openTestDatabase(file);
    const processes = [ledger, new Ledger(other, clock)];
    const seven = limits({ budgetPerDay: 7 * 40_000 + 39_999 });
    const ids = Array.from({ length: 100 }, (_, n) => `press ${n}`);
    const answers = await Promise.all(
      ids.map((id, n) =>
        processes[n % 2]!.reserve(spending(id, { personId: String(n) }), 1, seven),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(7);
    expect(await total(...ids)).toBe(7 * 40_000);
  });

  it('of a hundred presses of one person the quota lets through as many as it has', async () => {
    const { file, ledger, clock } = await setUp();
    const { dataSource: other } = await openTestDatabase(file);
    const processes = [ledger, new Ledger(other, clock)];
    const five = limits({ quotaPerPerson: { pictures: 5, windowMs: HOUR_MS } });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        processes[n % 2]!.reserve(spending(`press ${n}`), 1, five),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });
});
