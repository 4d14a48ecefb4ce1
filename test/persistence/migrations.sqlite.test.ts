import { describe, expect, it } from '@jest/globals';

import { formerDatabase, formerRow, insertFormer } from '../support/former-database.js';
import { rejectionOf } from '../support/rejection-of.js';
import { openTestDatabase } from '../support/test-database.js';

const tables = `SELECT name FROM sqlite_master WHERE name LIKE 'interaction%' OR name LIKE 'imported%' ORDER BY name`;

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

// Before there were documents, there was SQLite alone.
describe('the migrations of former versions', () => {
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
