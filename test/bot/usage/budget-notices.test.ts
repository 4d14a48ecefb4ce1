import { describe, expect, it } from '@jest/globals';

import { BudgetNotices } from '../../../src/bot/usage/budget-notices.js';
import { BudgetWatch } from '../../../src/bot/usage/budget-watch.js';
import type { SpendingLimits } from '../../../src/config/spending.js';
import { Ledger } from '../../../src/persistence/ledger.js';
import { Notes } from '../../../src/persistence/notes.js';
import { SoleDuties } from '../../../src/persistence/sole-duties.js';
import { SpendingReport } from '../../../src/persistence/spending-report.js';
import { RecordingMetrics } from '../../support/recording-metrics.js';
import { PRICED } from '../../support/spending-under-test.js';
import { limits, spending } from '../../support/spendings.js';
import { openTestDatabase } from '../../support/test-database.js';

const OWNER = '200000000000000007';
const DAY_MS = 86_400_000;

/** @param refuses what Discord throws at the first direct message. */
async function setUp(given: Partial<SpendingLimits>, refuses: Error | null = null) {
  const database = await openTestDatabase();
  const { clock, dataSource, logger } = database;
  const ledger = new Ledger(dataSource, clock);
  const metrics = new RecordingMetrics();
  const sent: { content: string; nonce: string }[] = [];
  let refusal = refuses;
  const client = {
    isReady: () => true,
    application: { fetch: async () => ({ owner: { id: OWNER } }) },
    users: {
      send: async (id: string, message: { content: string; nonce: string }) => {
        expect(id).toBe(OWNER);
        const thrown = refusal;
        refusal = null;
        if (thrown !== null) throw thrown;
        sent.push(message);
      },
    },
  };
  /** A process looks, as it does every half minute. */
  const look = async () => {
    const report = new SpendingReport(dataSource);
    const notes = new Notes(dataSource);
    const notices = new BudgetNotices(report, notes, limits(given), PRICED, clock);
    const duties = new SoleDuties(dataSource, clock, logger);
    await new BudgetWatch(client as never, duties, notices, metrics, logger).look();
  };
  let entries = 0;
  const spend = async (microDollars: number) => {
    const estimate = { microDollars, date: '2026-10-07' };
    await ledger.reserve(spending(`entry ${(entries += 1)}`, { estimate }), 1, limits());
  };
  return { clock, logger, metrics, sent, look, spend };
}

describe('notices about budgets', () => {
  it('who runs the bot is told at 80 percent and when nothing fits, once each, also after a restart', async () => {
    const { clock, logger, metrics, sent, look, spend } = await setUp({ budgetPerDay: 1_000_000 });
    await spend(790_000);
    await look();
    expect(sent).toEqual([]);
    await spend(10_000);
    await look();
    await look();
    const day = clock.iso().slice(0, 10);
    expect(sent).toMatchObject([
      {
        content: expect.stringMatching(
          /^The budget of this day is nearly used up: \$0\.80 of \$1\.00\. It starts again <t:\d+:R>\.$/,
        ),
        nonce: `day-${day}-80`,
      },
    ]);
    // A picture costs 30,000, and 29,999 are left.
    await spend(170_001);
    await look();
    await look();
    expect(sent.slice(1)).toMatchObject([
      {
        content: expect.stringMatching(/^The budget of this day is used up: \$0\.97 of \$1\.00\./),
      },
    ]);
    expect(metrics.calls).toEqual([
      ['budgetNoticed', 'day', 80],
      ['budgetNoticed', 'day', 100],
    ]);
    expect(logger.messages('error')).toEqual(['A budget is used up, so no pictures are made']);
  });

  it('each period has its own notices, and begins anew', async () => {
    const { clock, sent, look, spend } = await setUp({
      budgetPerDay: 100_000,
      budgetPerMonth: 220_000,
    });
    await spend(100_000);
    await look();
    expect(sent.map(({ nonce }) => nonce)).toEqual([`day-${clock.iso().slice(0, 10)}-100`]);
    clock.advance(DAY_MS);
    await look();
    expect(sent).toHaveLength(1);
    await spend(90_000);
    await look();
    expect(sent.slice(1).map(({ nonce }) => nonce)).toEqual([
      `day-${clock.iso().slice(0, 10)}-100`,
      `month-${clock.iso().slice(0, 7)}-01-80`,
    ]);
  });

  it('a message that could not be sent now is sent later, and counted once', async () => {
    const { metrics, sent, look, spend } = await setUp(
      { budgetPerDay: 100_000 },
      Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    );
    await spend(100_000);
    await look();
    expect([sent, metrics.calls]).toEqual([[], []]);
    await look();
    expect(sent).toHaveLength(1);
    expect(metrics.calls).toHaveLength(1);
  });

  it('without a budget, or anything spent, nobody is told anything', async () => {
    const { sent, look, spend } = await setUp({ budgetPerDay: null });
    await spend(1_000_000);
    await look();
    expect(sent).toEqual([]);
    const nothingSpent = await setUp({ budgetPerDay: 0 });
    await nothingSpent.look();
    expect(nothingSpent.sent).toEqual([]);
  });
});
