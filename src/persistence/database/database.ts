import type { InjectionToken } from 'tsyringe';
import type { DataSource, Logger as TypeormLogger, Migration } from 'typeorm';

import { AppError } from '../../platform/app-error.js';
import { noteCurrentKey, refuseWithoutKeys } from '../encryption/needed-keys.js';
import { toOpeningError } from '../storage-errors.js';
import { isMade } from './engine.js';
import { migratePostgres } from './postgres-migrations.js';

export const DATA_SOURCE: InjectionToken<DataSource> = Symbol('DataSource');

/**
 * Opens the database while other processes may use it, and does not change its schema.
 *
 * @throws AppError `storage.schema_older` when it must be migrated first, and the errors of {@link
 * openDatabase}.
 */
export async function openMigratedDatabase(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
    await refuseNewerSchema(dataSource);
    await refuseWithoutKeys(dataSource);
    const executed = await executedMigrations(dataSource);
    if (dataSource.migrations.every(({ name = '' }) => executed.has(name))) return;
    throw new AppError({
      code: 'storage.schema_older',
      retryable: false,
      userMessage:
        'The database was made by an older version of this program. Stop the bot and run `nanobanana migrate`; or start the bot with this version, which does the same.',
    });
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw toOpeningError(cause);
  }
}

/**
 * Opens the database and migrates its schema. This may take minutes when every row changes; after a
 * kill no data is lost, and the next process continues.
 *
 * @param onProgress called from time to time during a long migration.
 * @returns the names of the migrations that were run.
 * @throws AppError `storage.schema_newer` when a newer version of the program has changed it in a
 * way that this one cannot work with, `config.encryption_key` when a key that the stored data needs
 * is missing (nothing is changed then); `storage.*` when it cannot be opened or migrated.
 */
export async function openDatabase(
  dataSource: DataSource,
  onProgress: (message: string) => void = () => undefined,
): Promise<string[]> {
  try {
    dataSource.setOptions({ logger: progressLogger(onProgress) });
    await dataSource.initialize();
    await refuseNewerSchema(dataSource);
    await refuseWithoutKeys(dataSource);
    const run = await migrate(dataSource);
    await noteCurrentKey(dataSource);
    return run.map(({ name }) => name);
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw toOpeningError(cause);
  }
}

/**
 * Whether the database is there and something has been made in it.
 *
 * @throws AppError `storage.*` when nobody can tell.
 */
export async function databaseExists(dataSource: DataSource): Promise<boolean> {
  try {
    return await isMade(dataSource);
  } catch (cause) {
    throw toOpeningError(cause);
  }
}

async function migrate(dataSource: DataSource): Promise<Migration[]> {
  return dataSource.options.type === 'postgres'
    ? migratePostgres(dataSource)
    : dataSource.runMigrations({ transaction: 'each' });
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const known = new Set(dataSource.migrations.map(({ name }) => name));
  const executed = [...(await executedMigrations(dataSource))];
  const unknown = executed.filter((name) => !known.has(name) && !onlyExpands(name));
  if (unknown.length === 0) return;
  throw new AppError({
    code: 'storage.schema_newer',
    retryable: false,
    userMessage: `The database was made by a newer version of this program (it has ${unknown.join(', ')}). Start that version, or restore a backup from before the upgrade.`,
  });
}

/**
 * Whether a migration only adds to the schema, so that a program that does not know it goes on
 * working. Its name says so: `Expand…`, as against `Contract…`.
 */
export function onlyExpands(migrationName: string): boolean {
  return migrationName.startsWith('Expand');
}

/** The names of the migrations in the database; none in a new one. */
async function executedMigrations(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const table = dataSource.options.migrationsTableName ?? 'migrations';
  const queryRunner = dataSource.createQueryRunner();
  try {
    if (!(await queryRunner.hasTable(table))) return new Set();
    const executed: { name: string }[] = await dataSource
      .createQueryBuilder()
      .select('migration.name', 'name')
      .from(table, 'migration')
      .getRawMany();
    return new Set(executed.map(({ name }) => name));
  } finally {
    await queryRunner.release();
  }
}

const silent = () => undefined;

/**
 * Keeps TypeORM from writing to standard output; passes only messages of migrations to
 * `onProgress`.
 */
function progressLogger(onProgress: (message: string) => void): TypeormLogger {
  return {
    logQuery: silent,
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: (level, message) => {
      if (level === 'info' && typeof message === 'string') onProgress(message);
    },
  };
}
