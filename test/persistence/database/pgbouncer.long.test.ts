import { describe, expect, it } from '@jest/globals';

import { createDataSource } from '../../../ormconfig.js';
import { openDatabase } from '../../../src/persistence/database/database.js';
import { storage } from '../../../src/persistence/storage-errors.js';
import { patientDataSource } from '../../support/patient-data-source.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { newPostgresDatabase } from '../../support/postgres/database.js';
import { throughPgBouncer } from '../../support/postgres/pgbouncer.js';
import { queryPostgres } from '../../support/postgres/server.js';
import { newInteractionState } from '../../support/states.js';
import { closedAfterTest, openTestDatabase } from '../../support/test-database.js';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('a PostgreSQL database behind PgBouncer', () => {
  it('four processes that start at once behind PgBouncer migrate an empty database once, and leave no setting behind', async () => {
    const url = await throughPgBouncer(await newPostgresDatabase());
    const four = Array.from({ length: 4 }, () => closedAfterTest(patientDataSource(url)));
    const run = await Promise.all(four.map((dataSource) => openDatabase(dataSource)));
    expect(run.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
      0,
      0,
      0,
      four[0]!.migrations.length,
    ]);
    for (const dataSource of four)
      expect(await dataSource.query('SHOW lock_timeout')).toEqual([{ lock_timeout: '0' }]);
  });

  it('eighty changes at once behind PgBouncer are all stored, over three connections', async () => {
    const direct = await newPostgresDatabase();
    const { persistence } = await openTestDatabase(await throughPgBouncer(direct));
    const ids = Array.from({ length: 80 }, (_, n) => idOf(n));
    await Promise.all(ids.map((id) => persistence.create(newInteractionState({ id }))));
    await Promise.all(
      ids.map((id) => persistence.change(id, (state) => ({ ...state, notes: ['changed'] }))),
    );
    const stored = await queryPostgres(
      direct,
      `SELECT id FROM interactions WHERE version = 2 AND document LIKE '%changed%'`,
    );
    expect(stored).toHaveLength(80);
    const connections = await queryPostgres(
      direct,
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(connections.length).toBeGreaterThan(0);
    expect(connections.length).toBeLessThanOrEqual(3);
  });

  it('a slow statement behind PgBouncer is given up by PostgreSQL, where the database is told to', async () => {
    const direct = await newPostgresDatabase();
    const name = new URL(direct).pathname.slice(1);
    await queryPostgres(direct, `ALTER DATABASE ${name} SET statement_timeout = '2s'`);
    const dataSource = closedAfterTest(createDataSource(await throughPgBouncer(direct), 60_000));
    await openDatabase(dataSource);
    const { code } = await appErrorOf(storage(dataSource.query('SELECT pg_sleep(60)')));
    expect(code).toBe('storage.busy');
  });
});
