import { describe, expect, it } from '@jest/globals';
import type { DataSource, Logger as TypeormLogger } from 'typeorm';

import { NEWEST, type HistoryPlace } from '../../src/interactions/history.js';
import { PersonHistory, type HistoryFilter } from '../../src/persistence/person-history.js';
import { UnfilledColumns } from '../../src/persistence/unfilled-columns.js';
import { insertMany, MANY } from '../support/many-rows.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

async function manyInteractions() {
  const database = await openTestDatabase();
  return { ...database, imageBytes: await insertMany(database.dataSource) };
}

/** How the database carries out the statements that `work` sends, one text for each. */
async function plansOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const sent: [sql: string, parameters: unknown[]][] = [];
  const silent = dataSource.logger;
  const recording: Pick<TypeormLogger, 'logQuery'> = {
    logQuery: (sql, parameters = []) => void sent.push([sql, parameters]),
  };
  dataSource.logger = Object.assign(Object.create(silent) as TypeormLogger, recording);
  await work();
  dataSource.logger = silent;
  const explain = dataSource.options.type === 'postgres' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
  const plans: string[] = [];
  for (const [sql, parameters] of sent) {
    const lines: object[] = await dataSource.query(`${explain} ${sql}`, parameters);
    plans.push(lines.map((line) => Object.values(line).at(-1)).join('\n'));
  }
  return plans;
}

const PERSON = { personId: '7', isKept: false };
/** Somebody with kept interactions. */
const KEEPER = { personId: '5', isKept: true };
const OLDER = {
  direction: 'older',
  from: { createdAt: '2026-11-20T12:00:00.000Z', id: '8' },
} as const;

/** The indexes that find single rows by their ids. */
const BY_ROW = /sqlite_autoindex_interactions_1|interactions_pkey|interactions_image_bytes/;

/** Pages of a history, and the index that each goes through. */
const PAGES: readonly [what: string, HistoryFilter, HistoryPlace, index: string][] = [
  ['the newest ones', { ...PERSON, text: '' }, NEWEST, 'interactions_history'],
  ['older ones', { ...PERSON, text: '' }, OLDER, 'interactions_history'],
  ['newer ones', { ...PERSON, text: '' }, { ...OLDER, direction: 'newer' }, 'interactions_history'],
  ['those about something', { ...PERSON, text: 'a lighthouse' }, NEWEST, 'interactions_history'],
  ['kept ones', { ...KEEPER, text: '' }, NEWEST, 'interactions_kept_history'],
];

/** What is looked for, and the index that each of its statements goes through. */
const LOOKS: readonly [
  what: string,
  look: (database: TestDatabase) => Promise<unknown>,
  indexes: readonly string[],
][] = [
  [
    'unused ones',
    ({ inventory }) => inventory.findRemovable({ unusedSince: '2026-11-03T12:00:00.001Z' }, 50),
    ['interactions_last_used'],
  ],
  [
    'those that a server keeps no longer',
    ({ inventory }) =>
      inventory.findRemovable({ unusedSince: '2026-11-20T00:00:00.000Z', onServer: '7' }, 50),
    ['interactions_server_use'],
  ],
  [
    'deleted ones',
    ({ inventory }) => inventory.findRemovable({ deletedBefore: '2026-11-25T00:00:00.000Z' }, 50),
    ['interactions_deleted'],
  ],
  [
    'those of a server',
    ({ inventory }) => inventory.findRemovable({ guildId: '7', channelId: null }, 50),
    // Each of two indexes begins with the server.
    ['interactions_'],
  ],
  [
    'the number in a server',
    ({ persistence }) => persistence.countIn({ guildId: '7', channelId: '7' }, 1_001),
    ['interactions_place'],
  ],
  [
    'the number in a direct channel',
    ({ persistence }) => persistence.countIn({ guildId: null, channelId: '10' }, 1_001),
    ['interactions_direct'],
  ],
  ['active ones', ({ persistence }) => persistence.findActive(), ['interactions_active']],
  [
    'those without a card',
    ({ persistence }) => persistence.findWithoutCard('2026-11-29T00:00:00.000Z', 100),
    ['interactions_message'],
  ],
  [
    'direct channels',
    ({ persistence }) => persistence.directChannelIds(500),
    ['interactions_direct', 'interactions_'],
  ],
  ['cards', ({ persistence }) => persistence.idsOfCards(['5', '6']), ['interactions_message']],
  [
    'those that a former version made',
    ({ dataSource }) => new UnfilledColumns(dataSource).fillSome(50),
    ['interactions_unfilled', 'interactions'],
  ],
  ['the totals', ({ persistence }) => persistence.stats(), ['interactions_image_bytes']],
];

describe('a database with many interactions', () => {
  it('a database with many interactions finds some of them through an index, whatever is looked for', async () => {
    const database = await manyInteractions();
    for (const [what, look, indexes] of LOOKS) {
      const plans = await plansOf(database.dataSource, () => look(database));
      const expected = indexes.map((index) => expect.stringContaining(index));
      expect({ what, plans }).toEqual({ what, plans: expected });
      const whole = plans.filter((plan) => /Seq Scan|SCAN interactions$/m.test(plan));
      expect({ what, whole }).toEqual({ what, whole: [] });
    }
  });

  it('a database with many interactions finds the history of a person through indexes, and sorts nothing', async () => {
    const { dataSource, logger } = await manyInteractions();
    const history = new PersonHistory(dataSource, logger);
    for (const [what, filter, place, index] of PAGES) {
      const plans = await plansOf(dataSource, () => history.page(filter, place, 5));
      const isByRow = (plan: string) => BY_ROW.test(plan);
      const isByOrder = (plan: string) => plan.includes(index) && !/sort|b-tree/i.test(plan);
      const others = plans.filter((plan) => !isByRow(plan) && !isByOrder(plan));
      expect({ what, others }).toEqual({ what, others: [] });
      expect(plans.some(isByOrder)).toBe(true);
    }
  });

  it('a database with many interactions tells the totals within some percent', async () => {
    const { persistence, inventory, imageBytes } = await manyInteractions();
    const totals = await persistence.stats();
    expect(totals.isEstimate).toBe(true);
    expect(Math.abs(totals.interactions / MANY - 1)).toBeLessThan(0.03);
    expect(Math.abs(totals.imageBytes / imageBytes - 1)).toBeLessThan(0.03);
    expect(await inventory.count()).toBe(totals.interactions);
  });
});
