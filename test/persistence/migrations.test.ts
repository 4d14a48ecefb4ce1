import { describe, expect, it } from '@jest/globals';

import { openTestDatabase } from '../support/test-database.js';

const tables = `SELECT name FROM sqlite_master WHERE name LIKE 'interaction_states%' ORDER BY name`;

describe('the migrations', () => {
  it('make exactly the schema that the entities describe', async () => {
    const { dataSource } = await openTestDatabase();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken back, one by one, to nothing', async () => {
    const { dataSource } = await openTestDatabase();
    expect(await dataSource.query(tables)).toHaveLength(3);
    for (let left = dataSource.migrations.length; left > 0; left -= 1) {
      await dataSource.undoLastMigration();
    }
    expect(await dataSource.query(tables)).toEqual([]);
    await dataSource.runMigrations();
    expect(await dataSource.query(tables)).toHaveLength(3);
  });

  it('are run once', async () => {
    const { file, dataSource } = await openTestDatabase();
    await dataSource.destroy();
    const again = await openTestDatabase(file);
    expect(await again.dataSource.query('SELECT name FROM migrations')).toHaveLength(
      again.dataSource.migrations.length,
    );
  });

  it('index what a restart looks for', async () => {
    const { dataSource } = await openTestDatabase();
    const plan: { detail: string }[] = await dataSource.query(
      'EXPLAIN QUERY PLAN SELECT id FROM interaction_states WHERE under_way IS NOT NULL',
    );
    expect(plan.map(({ detail }) => detail).join()).toContain('interaction_states_under_way');
  });
});
