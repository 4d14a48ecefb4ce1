import { describe, expect, it } from '@jest/globals';

import { OwnUsage } from '../../../src/bot/usage/own-usage.js';
import { endOf } from '../../../src/persistence/ledger-rooms.js';
import { PersonStorage } from '../../../src/persistence/person-storage.js';
import { SpendingReport } from '../../../src/persistence/spending-report.js';
import type { Tier } from '../../../src/persistence/server-rights.js';
import { personLimits } from '../../support/person-limits.js';
import { spendingUnderTest } from '../../support/spending-under-test.js';
import { ANN, HOUR_MS, limits, SERVER, spending } from '../../support/spendings.js';

const USUAL = { quotaPerPerson: { pictures: 4, windowMs: 8 * HOUR_MS } };
const EDITOR = '800000000000000001';
const PATRON = '800000000000000002';

const ofRole = (id: string, quota: string): Tier => ({ kind: 'role', id, quota });
const ofAnn = (quota: string): Tier => ({ kind: 'person', id: ANN, quota });

/** What Ann reads about her pictures, of which she has used three. */
async function picturesLine(
  tiers: readonly Tier[],
  roleIds: readonly string[] = [],
  guildId: string | null = SERVER,
): Promise<string> {
  const { dataSource, clock, decide, ledger, limitsFor } = await spendingUnderTest(USUAL);
  await decide(...tiers);
  await ledger.reserve(spending('used'), 3, limits());
  const report = new SpendingReport(dataSource);
  const usage = new OwnUsage(
    report,
    new PersonStorage(dataSource),
    limitsFor,
    personLimits(),
    clock,
  );
  const [, line = ''] = await usage.lines({ personId: ANN, guildId, roleIds });
  const againAt = /<t:(\d+):R>/.exec(line)?.[1];
  const hours = (Number(againAt) * 1000 - clock.now()) / HOUR_MS;
  return line.replace(/<t:\d+:R>/, `in ${hours} hours`);
}

describe('what somebody has left', () => {
  it.each([
    ['who has no quota of their own', [ofRole(EDITOR, '9/1h')], []],
    ['who was given back the usual one', [], [EDITOR]],
  ])('the usual quota is shown to %s', async (_who, tiers, roles) => {
    expect(await picturesLine(tiers, roles)).toBe(
      'Pictures: 1 of 4 in 8h; the next one comes back in 8 hours',
    );
  });

  it('the quota of the person is shown, also where a role has a better one', async () => {
    expect(await picturesLine([ofAnn('3/2h'), ofRole(EDITOR, '9/1h')], [EDITOR])).toBe(
      'Pictures: 0 of 3 in 2h; the next one comes back in 2 hours',
    );
  });

  it('of the quotas of several roles the one is shown that leaves most', async () => {
    const tiers = [ofRole(EDITOR, '5/1h'), ofRole(PATRON, '7/3h')];
    expect(await picturesLine(tiers, [EDITOR, PATRON])).toContain('4 of 7 in 3h');
    expect(await picturesLine(tiers, [EDITOR])).toContain('2 of 5 in 1h');
  });

  it('of several quotas that are used up the one is shown that comes back first', async () => {
    const tiers = [ofRole(EDITOR, '2/5h'), ofRole(PATRON, '3/2h')];
    expect(await picturesLine(tiers, [EDITOR, PATRON])).toBe(
      'Pictures: 0 of 3 in 2h; the next one comes back in 2 hours',
    );
  });

  it('who is exempt has as many pictures as they like, but in that server alone', async () => {
    expect(await picturesLine([ofAnn('exempt')])).toBe('Pictures: no limit');
    expect(await picturesLine([ofAnn('exempt')], [], null)).toContain('1 of 4 in 8h');
  });
});

describe('what somebody sees of budgets', () => {
  it.each([
    ['without any', {}, ['Your pictures have cost $0.12 today, $0.12 this month']],
    [
      'of their own',
      { budgetPerPersonPerDay: 500_000 },
      [
        'Your pictures have cost $0.12 of $0.50 today (it starts again <midnight>), $0.12 this month',
      ],
    ],
    [
      'of the server',
      { budgetPerServerPerMonth: 9_000_000 },
      [
        'Your pictures have cost $0.12 today, $0.12 this month',
        'The pictures of this server have cost $0.16 today, $0.16 of $9.00 this month (it starts again <month>)',
      ],
    ],
  ])('a budget %s is shown with what is spent of it', async (_whose, given, expected) => {
    const { dataSource, clock, ledger, limitsFor } = await spendingUnderTest(given);
    await ledger.reserve(spending('own'), 3, limits());
    await ledger.reserve(spending('of another', { personId: '9' }), 1, limits());
    const usage = new OwnUsage(
      new SpendingReport(dataSource),
      new PersonStorage(dataSource),
      limitsFor,
      personLimits(),
      clock,
    );
    const lines = await usage.lines({ personId: ANN, guildId: SERVER, roleIds: [] });
    const [midnight, month] = [endOf('day', clock.now()), endOf('month', clock.now())];
    const shown = lines.map((line) =>
      line
        .replace(`<t:${midnight / 1000}:R>`, '<midnight>')
        .replace(`<t:${month / 1000}:R>`, '<month>'),
    );
    expect(shown.slice(3)).toEqual(expected);
  });
});
