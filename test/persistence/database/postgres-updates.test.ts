import { describe, expect, it } from '@jest/globals';

import { newPostgresDatabase } from '../../support/postgres/database.js';
import { queryPostgres } from '../../support/postgres/server.js';
import { newInteractionState, resultState } from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const CARDS = 40;
const STEPS = 25;

const READ = `SELECT n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot,
  n_tup_newpage_upd::int AS "toOtherPage" FROM pg_stat_user_tables WHERE relname = 'interactions'`;

interface Updates {
  readonly updates: number;
  readonly hot: number;
  readonly toOtherPage: number;
}

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('the changes of interactions in PostgreSQL', () => {
  it('a walk through outputs changes no index of PostgreSQL, as long as its page has room', async () => {
    const url = await newPostgresDatabase();
    const { persistence, clock, dataSource } = await openTestDatabase(url);
    const { inputs, outputs } = resultState(5);
    for (let n = 0; n < CARDS; n += 1)
      await persistence.create(
        newInteractionState({ id: idOf(n), view: 'style_view', inputs, outputs }),
      );
    for (let step = 0; step < STEPS; step += 1) {
      clock.advance(60_000);
      for (let n = 0; n < CARDS; n += 1) {
        const state = await persistence.load(idOf(n));
        await persistence.save({
          ...state,
          currentIndex: step % outputs.length,
          lastClickId: `${step}`,
        });
      }
    }
    await dataSource.query('SELECT pg_stat_force_next_flush()');
    await dataSource.destroy();
    const [row] = await queryPostgres<Updates>(url, READ);
    expect(row?.updates).toBe(CARDS * STEPS);
    // A snapshot of PostgreSQL's own (an automatic ANALYZE) can keep old versions on a page until
    // it is full. A change of an indexed column would not be HOT on a page with room, too.
    expect((row?.hot ?? 0) + (row?.toOtherPage ?? 0)).toBe(CARDS * STEPS);
    expect(row?.hot).toBeGreaterThan(0.5 * CARDS * STEPS);
  });
});
