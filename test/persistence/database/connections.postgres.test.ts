import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

import { createDataSource } from '../../../ormconfig.js';
import { storage } from '../../../src/persistence/storage-errors.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { eventually } from '../../support/eventually.js';
import { newPostgresDatabase } from '../../support/postgres/database.js';
import { ownPostgres } from '../../support/postgres/own-server.js';
import { breakableWay } from '../../support/postgres/proxy.js';
import { queryPostgres } from '../../support/postgres/server.js';
import { closedAfterTest } from '../../support/test-database.js';

/** Long enough for a machine that has much to do. */
const TIMEOUT_MS = 2_000;
const POOL_SIZE = 10;

/** A data source with all the connections that it may have. */
async function connected(url: string, timeoutMs = TIMEOUT_MS): Promise<DataSource> {
  const dataSource = closedAfterTest(createDataSource(url, timeoutMs));
  await dataSource.initialize();
  await all(dataSource);
  return dataSource;
}

/** As many statements at once as there are connections. */
async function all(dataSource: DataSource): Promise<unknown[]> {
  return Promise.all(
    Array.from({ length: POOL_SIZE }, async () => storage(dataSource.query('SELECT 1 AS n'))),
  );
}

/** How many connections are open. */
function connectionCount({ driver }: DataSource): number {
  return (driver as unknown as { master: Pool }).master.totalCount;
}

const ALL_WELL = Array.from({ length: POOL_SIZE }, () => [{ n: 1 }]);

describe('the connections to PostgreSQL', () => {
  it('one statement at most fails after the network swallowed all connections', async () => {
    const way = await breakableWay(await newPostgresDatabase());
    const dataSource = await connected(way.url);
    way.swallow();
    const { code } = await appErrorOf(storage(dataSource.query('SELECT 2')));
    expect(code).toBe('storage.unanswered');
    expect(await all(dataSource)).toEqual(ALL_WELL);
  });

  it('no statement fails after idle connections were cut', async () => {
    const way = await breakableWay(await newPostgresDatabase());
    const dataSource = await connected(way.url);
    way.cut();
    await eventually(() => connectionCount(dataSource) === 0);
    expect(await all(dataSource)).toEqual(ALL_WELL);
  });

  it('a statement whose connection is cut may have been carried out', async () => {
    const url = await newPostgresDatabase();
    const way = await breakableWay(url);
    const dataSource = await connected(way.url, 60_000);
    const asking = appErrorOf(storage(dataSource.query('SELECT pg_sleep(60)')));
    const underWay = `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND datname = current_database()`;
    await eventually(async () => (await queryPostgres(url, underWay)).length > 0);
    way.cut();
    expect((await asking).code).toBe('storage.unanswered');
    expect(await all(dataSource)).toEqual(ALL_WELL);
  });

  it('a statement waits in vain, and changes nothing, while all connections are in use', async () => {
    const dataSource = await connected(await newPostgresDatabase());
    const runners = Array.from({ length: POOL_SIZE }, () => dataSource.createQueryRunner());
    for (const runner of runners) await runner.connect();
    const { code, userMessage } = await appErrorOf(storage(dataSource.query('SELECT 2')));
    expect(code).toBe('storage.busy');
    expect(userMessage).toContain('Nothing was changed');
    for (const runner of runners) await runner.release();
    expect(await all(dataSource)).toEqual(ALL_WELL);
  });

  it('a server that was killed cannot be reached, and works as soon as it is started again', async () => {
    const server = await ownPostgres();
    const dataSource = await connected(server.url);
    await dataSource.query('CREATE TABLE kept (n integer)');
    await dataSource.query('INSERT INTO kept VALUES (1)');
    await server.kill();
    await expect(storage(dataSource.query('SELECT 2'))).rejects.toMatchObject({
      code: expect.stringMatching(/^storage\.(?:unreachable|unanswered)$/),
    });
    expect((await appErrorOf(storage(dataSource.query('SELECT 2')))).code).toBe(
      'storage.unreachable',
    );
    await server.start();
    expect(await dataSource.query('SELECT n FROM kept')).toEqual([{ n: 1 }]);
    expect(await all(dataSource)).toEqual(ALL_WELL);
  });
});
