import { describe, expect, it } from '@jest/globals';

import { planOf } from '../support/statement-plan.js';
import { openTestDatabase } from '../support/test-database.js';

describe('the migrations', () => {
  it('the migrations make exactly the schema that the entities describe', async () => {
    const { dataSource } = await openTestDatabase();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
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
    ['what nobody uses', '*', `last_used_at < '2026'`, 'interactions_last_used'],
    ['requests without a card', '*', 'message_id IS NULL', 'interactions_message'],
  ])('the migrations index what is looked for: %s', async (_what, columns, condition, index) => {
    const { dataSource } = await openTestDatabase();
    const statement = `SELECT ${columns} FROM interactions WHERE ${condition}`;
    expect((await planOf(dataSource, statement)).indexes).toEqual([index]);
  });

  it.each([
    [
      'direct message channels',
      'channel_id, MAX(last_used_at) FROM interactions WHERE guild_id IS NULL GROUP BY channel_id',
      'interactions_direct',
    ],
    [
      'the place of an interaction',
      `guild_id FROM interactions WHERE guild_id = '5'`,
      'interactions_(?:place|server_use)',
    ],
    ['the bytes of all images', 'SUM(image_bytes) FROM interactions', 'interactions_image_bytes'],
  ])('an index alone tells what many rows have: %s', async (_what, columns, index) => {
    const { dataSource } = await openTestDatabase();
    expect((await planOf(dataSource, `SELECT ${columns}`)).aloneIn).toEqual([
      expect.stringMatching(`^${index}$`),
    ]);
  });
});
