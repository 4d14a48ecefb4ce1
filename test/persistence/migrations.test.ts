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
    const before: unknown[] = await dataSource.query(tables);
    expect(before.length).toBeGreaterThan(0);
    for (let left = dataSource.migrations.length; left > 0; left -= 1) {
      await dataSource.undoLastMigration();
    }
    expect(await dataSource.query(tables)).toEqual([]);
    await dataSource.runMigrations();
    expect(await dataSource.query(tables)).toEqual(before);
  });

  it('are run once', async () => {
    const { file, dataSource } = await openTestDatabase();
    await dataSource.destroy();
    const again = await openTestDatabase(file);
    expect(await again.dataSource.query('SELECT name FROM migrations')).toHaveLength(
      again.dataSource.migrations.length,
    );
  });

  it.each([
    ['generations under way', 'id', 'under_way IS NOT NULL', 'interaction_states_under_way'],
    ['the row of a message', '*', `request_message_id = '5'`, 'interaction_states_request'],
    [
      'direct message channels',
      'channel_id, MAX(last_used_at)',
      'guild_id IS NULL GROUP BY channel_id',
      'COVERING INDEX interaction_states_direct',
    ],
    ['what nobody uses', '*', `last_used_at < '2026'`, 'interaction_states_last_used'],
  ])('index what is looked for: %s', async (_what, columns, condition, index) => {
    const { dataSource } = await openTestDatabase();
    const plan: { detail: string }[] = await dataSource.query(
      `EXPLAIN QUERY PLAN SELECT ${columns} FROM interaction_states WHERE ${condition}`,
    );
    expect(plan.map(({ detail }) => detail).join()).toContain(index);
  });

  it('let one row keep the name of a message that two of a former version have', async () => {
    const { dataSource, persistence } = await openTestDatabase();
    const index = dataSource.migrations.findIndex(({ name }) =>
      name?.startsWith('KeepWhatWasMissed'),
    );
    for (let left = dataSource.migrations.length; left > index; left -= 1) {
      await dataSource.undoLastMigration();
    }
    await dataSource.query(
      `INSERT INTO interaction_states (id, version, format, view, user_id, channel_id, request_message_id, created_at, last_used_at, original_prompt, current_prompt, current_index, inputs, outputs, notes, image_bytes)
       SELECT value, 1, 2, 'process_view', '2', '4', '5', '2026', '2026', '', '', 0, '[]', '[]', '[]', 0 FROM json_each('["a", "b"]')`,
    );
    await dataSource.runMigrations();
    expect((await persistence.load('a')).requestMessageId).toBe('5');
    expect((await persistence.load('b')).requestMessageId).toBeNull();
  });
});
