import { describe, expect, it } from '@jest/globals';

import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import { createDataSource } from '../../../ormconfig.js';
import { openDatabase } from '../../../src/persistence/database/database.js';
import { DiskUsage } from '../../../src/persistence/database/disk-usage.js';
import { isMade } from '../../../src/persistence/database/engine.js';
import { storage } from '../../../src/persistence/storage-errors.js';
import { patientDataSource } from '../../support/patient-data-source.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { newPostgresDatabase } from '../../support/postgres/database.js';
import { breakableWay } from '../../support/postgres/proxy.js';
import { besides } from '../../support/postgres/server.js';
import { closedAfterTest } from '../../support/test-database.js';

/** Long enough for a machine that has much to do. */
const TIMEOUT_MS = 2_000;

async function opened(url: string): Promise<DataSource> {
  const dataSource = closedAfterTest(patientDataSource(url));
  await openDatabase(dataSource);
  return dataSource;
}

describe('a PostgreSQL database', () => {
  it('the migrations make exactly the schema in PostgreSQL that the entities describe', async () => {
    const dataSource = await opened(await newPostgresDatabase());
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('a statement that gets no answer ends its connection, and the next statement succeeds', async () => {
    const way = await breakableWay(await newPostgresDatabase());
    const dataSource = closedAfterTest(createDataSource(way.url, TIMEOUT_MS));
    await dataSource.initialize();
    await dataSource.query('SELECT 1');
    way.swallow();
    const { code } = await appErrorOf(storage(dataSource.query('SELECT 2')));
    expect(code).toBe('storage.unanswered');
    expect(await dataSource.query('SELECT 3 AS n')).toEqual([{ n: 3 }]);
  });

  it('a connection may break between two statements of its user, without ending the process', async () => {
    const dataSource = await opened(await newPostgresDatabase());
    const pool: pg.Pool = (dataSource.driver as PostgresDriver).master;
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    await dataSource.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    client.release(true);
    expect(await dataSource.query('SELECT 3 AS n')).toEqual([{ n: 3 }]);
  });

  it('a statement that takes too long is given up by PostgreSQL itself', async () => {
    const dataSource = closedAfterTest(createDataSource(await newPostgresDatabase(), TIMEOUT_MS));
    await dataSource.initialize();
    const { code } = await appErrorOf(storage(dataSource.query('SELECT pg_sleep(60)')));
    expect(code).toBe('storage.busy');
  });

  it('a PostgreSQL database knows its connections by the name of the program', async () => {
    const dataSource = await opened(await newPostgresDatabase());
    expect(await dataSource.query('SHOW application_name')).toEqual([
      { application_name: 'nanobanana' },
    ]);
  });

  it('a PostgreSQL database gives whole numbers of eight bytes as numbers', async () => {
    const dataSource = await opened(await newPostgresDatabase());
    expect(await dataSource.query('SELECT 7000000000::bigint AS n')).toEqual([{ n: 7e9 }]);
  });

  it('a PostgreSQL database tells its size, and whether anything has been made in it', async () => {
    const url = await newPostgresDatabase();
    expect(await isMade(createDataSource(url))).toBe(false);
    const dataSource = await opened(url);
    expect(await isMade(createDataSource(url))).toBe(true);
    const { databaseBytes, freeBytes } = await new DiskUsage(dataSource, '.').read();
    expect(databaseBytes).toBeGreaterThan(1_000_000);
    expect(freeBytes).toBeGreaterThan(0);
  });

  it.each([
    ['no such database', (url: string) => besides(url, 'elsewhere'), 'storage.no_database'],
    ['no such user', (url: string) => url.replace('nanobanana', 'nobody'), 'storage.refused_login'],
    ['no such server', (url: string) => url.replace(/:\d+\//, ':9/'), 'storage.unreachable'],
  ])(
    'the opening of a PostgreSQL database names the variable where there is %s',
    async (...[, wrong, expected]) => {
      const url = wrong(await newPostgresDatabase());
      const { code, userMessage } = await appErrorOf(openDatabase(createDataSource(url)));
      expect(code).toBe(expected);
      expect(userMessage).toContain('DATABASE_URL');
      expect(userMessage).not.toContain('pass-of-tests');
    },
  );

  it('four processes that start at once on an empty PostgreSQL database migrate it once', async () => {
    const url = await newPostgresDatabase();
    const four = Array.from({ length: 4 }, () => closedAfterTest(patientDataSource(url)));
    const run = await Promise.all(four.map((dataSource) => openDatabase(dataSource)));
    expect(run.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([
      0,
      0,
      0,
      four[0]!.migrations.length,
    ]);
  });
});
