import { describe, expect, it } from '@jest/globals';

import { formerDatabase, formerRow, insertFormer } from '../support/former-database.js';
import { rejectionOf } from '../support/rejection-of.js';
import { openTestDatabase } from '../support/test-database.js';

const tables = `SELECT name FROM sqlite_master WHERE name LIKE 'interaction%' OR name LIKE 'imported%' ORDER BY name`;

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

describe('the migrations', () => {
  it('the migrations make exactly the schema that the entities describe', async () => {
    const { dataSource } = await openTestDatabase();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('the migrations before documents can be taken back, one by one, to nothing', async () => {
    const { dataSource } = await formerDatabase();
    const before: unknown[] = await dataSource.query(tables);
    expect(before.length).toBeGreaterThan(0);
    for (let left = dataSource.migrations.length; left > 0; left -= 1) {
      await dataSource.undoLastMigration();
    }
    expect(await dataSource.query(tables)).toEqual([]);
    await dataSource.runMigrations();
    expect(await dataSource.query(tables)).toEqual(before);
  });

  it('the move into documents is not taken back, and says what helps instead', async () => {
    const { dataSource } = await openTestDatabase();
    const names = dataSource.migrations.map(({ name = '' }) => name);
    const move = names.findIndex((name) => name.startsWith('MoveInteractions'));
    for (let last = names.length - 1; last > move; last -= 1) await dataSource.undoLastMigration();
    const before: unknown = await dataSource.query(tables);
    const error = await rejectionOf(dataSource.undoLastMigration());
    expect(String(error)).toContain('restore a backup instead');
    expect(await dataSource.query(tables)).toEqual(before);
    expect(await dataSource.query('SELECT name FROM migrations')).toHaveLength(move + 1);
    await dataSource.runMigrations();
    expect(await dataSource.query('SELECT name FROM migrations')).toHaveLength(
      dataSource.migrations.length,
    );
  });

  it('the migrations are run once', async () => {
    const { file, dataSource } = await openTestDatabase();
    await dataSource.destroy();
    const again = await openTestDatabase(file);
    expect(await again.dataSource.query('SELECT name FROM migrations')).toHaveLength(
      again.dataSource.migrations.length,
    );
  });

  it.each([
    ['active generations', 'id', 'active_status IS NOT NULL', 'interactions_active'],
    ['the row of a message', '*', `request_message_id = '5'`, 'interactions_request'],
    [
      'direct message channels',
      'channel_id, MAX(last_used_at)',
      'guild_id IS NULL GROUP BY channel_id',
      'COVERING INDEX interactions_direct',
    ],
    ['what nobody uses', '*', `last_used_at < '2026'`, 'interactions_last_used'],
    [
      'the place of an interaction',
      'guild_id',
      `guild_id = '5'`,
      'COVERING INDEX interactions_place',
    ],
    ['requests without a card', '*', 'message_id IS NULL', 'interactions_message'],
  ])('the migrations index what is looked for: %s', async (_what, columns, condition, index) => {
    const { dataSource } = await openTestDatabase();
    const plan: { detail: string }[] = await dataSource.query(
      `EXPLAIN QUERY PLAN SELECT ${columns} FROM interactions WHERE ${condition}`,
    );
    expect(plan.map(({ detail }) => detail).join()).toContain(index);
  });

  it('the bytes of all images are summed up by their index alone', async () => {
    const { dataSource } = await openTestDatabase();
    const plan: { detail: string }[] = await dataSource.query(
      'EXPLAIN QUERY PLAN SELECT SUM(image_bytes) FROM interactions',
    );
    expect(plan.map(({ detail }) => detail).join()).toContain('interactions_image_bytes');
  });

  it('the migrations let one row keep the name of a message that two of a former version have', async () => {
    const former = await formerDatabase('KeepWhatWasMissed');
    const requestOf = (n: number) => formerRow(idOf(n), { request_message_id: '5' });
    await insertFormer(former, [requestOf(1), requestOf(2)]);
    await former.dataSource.destroy();
    const { persistence } = await openTestDatabase(former.file);
    expect((await persistence.load(idOf(1))).requestMessageId).toBe('5');
    expect((await persistence.load(idOf(2))).requestMessageId).toBeNull();
  });
});
