import { existsSync } from 'node:fs';

import type { DataSource, QueryRunner } from 'typeorm';

import { postgresBytes, postgresHasTables } from './postgres.js';
import { sqliteBytes, truncateLog } from './sqlite.js';

// What the databases do in different ways, by the one that a data source is for. Errors are those
// of the driver.

/** How full PostgreSQL makes a page by inserts. A row has at most 2 KB of the 8 KB of a page. */
const FILL_PERCENT = 70;

/** The SQLite file of a data source; null: it is another database. */
function fileOf({ options }: DataSource): string | null {
  return options.type === 'sqlite' ? options.database : null;
}

/** Whether the database is there and something has been made in it. */
export async function isMade(dataSource: DataSource): Promise<boolean> {
  const file = fileOf(dataSource);
  return file === null ? postgresHasTables(dataSource) : existsSync(file);
}

/** The bytes of the database, with its log where it has one of its own. */
export async function databaseBytes(dataSource: DataSource): Promise<number> {
  const file = fileOf(dataSource);
  return file === null ? postgresBytes(dataSource) : sqliteBytes(file);
}

/** Takes what was removed out of the log of the database, where the database has one of its own. */
export async function eraseLog(dataSource: DataSource): Promise<void> {
  const file = fileOf(dataSource);
  if (file !== null) await truncateLog(file);
}

/**
 * Makes room beside each row for its next version, where the database changes a row by writing
 * another one. Rows that are there already stay where they are.
 *
 * @param table a name of this program.
 */
export async function leaveRoomForUpdates(runner: QueryRunner, table: string): Promise<void> {
  if (fileOf(runner.connection) === null)
    await runner.query(`ALTER TABLE ${table} SET (fillfactor = ${FILL_PERCENT})`);
}
