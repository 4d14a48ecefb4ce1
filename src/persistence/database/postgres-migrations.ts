import { DataSource, MigrationExecutor, type Migration } from 'typeorm';

import { withoutTimeouts } from './postgres.js';

/** A number that no other program locks in this database. */
const MIGRATION_LOCK = 6_262_266_262;

/** How long others may be kept from a table that has to change; then the migration is given up. */
const TABLE_LOCK_TIMEOUT_MS = 2_000;

/**
 * Runs the pending migrations of a PostgreSQL database, all or none, in one transaction on a
 * connection of its own. Any number of processes may do so at the same time: they take turns by a
 * lock that ends with the transaction, so that it also holds through a pooler such as PgBouncer.
 *
 * @returns the migrations that this process has run.
 */
export async function migratePostgres({ options }: DataSource): Promise<Migration[]> {
  const dataSource = await new DataSource(withoutTimeouts(options)).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    // The user may have a limit; waiting for another process that migrates may take minutes.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await runner.query(`SET LOCAL lock_timeout = ${TABLE_LOCK_TIMEOUT_MS}`);
    const executor = new MigrationExecutor(dataSource, runner);
    // They are part of this transaction.
    executor.transaction = 'none';
    const run = await executor.executePendingMigrations();
    await runner.commitTransaction();
    return run;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}
