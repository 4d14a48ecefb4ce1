import type { DataSource, DataSourceOptions } from 'typeorm';

import { postgresDriver } from './postgres-driver.js';

/** A click must be answered or deferred within 3 s, so a longer wait does not help. */
const CONNECT_TIMEOUT_MS = 2_000;

/** Shown by `pg_stat_activity`. */
const APPLICATION_NAME = 'nanobanana';

/** Whether a database is named by the address of a PostgreSQL server, and not by a file. */
export function isPostgres(database: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(database);
}

/**
 * The options that TypeORM needs to open a PostgreSQL database. `pg` is loaded here, so that a
 * process that uses SQLite does not wait for it.
 *
 * @param url with user, password and database.
 * @param timeoutMs how long a statement may take; 0: any time.
 */
export function postgresOptions(url: string, timeoutMs: number) {
  return {
    type: 'postgres',
    url,
    driver: postgresDriver(),
    applicationName: APPLICATION_NAME,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
    parseInt8: true,
    extra: {
      keepAlive: true,
      // The server gives up first, so that its answer says whether something was changed.
      statement_timeout: timeoutMs,
      query_timeout: timeoutMs === 0 ? 0 : timeoutMs + ANSWER_MARGIN_MS,
    },
  } as const satisfies DataSourceOptions;
}

/** How much later than the server this process gives up. */
const ANSWER_MARGIN_MS = 500;

/** The same database with any time for each statement. */
export function withoutTimeouts(options: DataSourceOptions): DataSourceOptions {
  if (options.type !== 'postgres' || options.url === undefined) return options;
  return { ...options, ...postgresOptions(options.url, 0) };
}

/** Bytes of the database with its indexes. The write-ahead log belongs to the whole server. */
export async function postgresBytes(dataSource: DataSource): Promise<number> {
  const rows: { bytes: number }[] = await dataSource.query(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  return rows[0]?.bytes ?? 0;
}

/** The clock of the server, and the connections that it takes from its users. */
export async function postgresState(
  dataSource: DataSource,
): Promise<{ timeMs: number; connections: number }> {
  const rows: { time: string; connections: number }[] = await dataSource.query(
    `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::text AS time,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true), '0')::int AS connections`,
  );
  const { time = '0', connections = 0 } = rows[0] ?? {};
  return { timeMs: Number(time), connections };
}

/**
 * Whether a migration has been run in the database. It is opened for the question, and closed.
 */
export async function postgresHasTables(dataSource: DataSource): Promise<boolean> {
  await dataSource.initialize();
  try {
    const rows: { found: boolean }[] = await dataSource.query(
      'SELECT to_regclass($1) IS NOT NULL AS found',
      [dataSource.options.migrationsTableName ?? 'migrations'],
    );
    return rows[0]?.found === true;
  } finally {
    await dataSource.destroy();
  }
}
