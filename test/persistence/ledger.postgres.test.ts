import { describe, expect, it } from '@jest/globals';

import { CLOSE } from '../../src/persistence/ledger-statements.js';
import { Ledger } from '../../src/persistence/ledger.js';
import { eventually } from '../support/eventually.js';
import { limits, spending } from '../support/spendings.js';
import { openTestDatabase } from '../support/test-database.js';

const WAITING = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('the calls of a generation', () => {
  it('a call that begins while its generation is being closed takes no place that is free again', async () => {
    const { dataSource, clock } = await openTestDatabase();
    const ledger = new Ledger(dataSource, clock);
    const day = limits({ budgetPerDay: 100_000 });
    await ledger.reserve(spending('one'), 1, day);
    const other = dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query(CLOSE, ['one']);
    const begun = ledger.begin(spending('one'), 'a call', day);
    try {
      await eventually(async () => (await other.query(WAITING)).length > 0);
    } finally {
      await other.commitTransaction();
      await other.release();
    }
    expect(await begun).toBeNull();
    await ledger.settle('a call', 30_000);
    const entries = await ledger.entriesOf(['one']);
    expect(entries.map(({ reserved }) => reserved)).toEqual([0, 0]);
    expect(entries.reduce((sum, { microDollars }) => sum + microDollars, 0)).toBe(30_000);
  });
});
