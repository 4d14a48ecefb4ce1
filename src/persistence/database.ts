import type { InjectionToken } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { AppError } from '../app-error.js';
import { toStorageError } from './storage-errors.js';

export const DATA_SOURCE: InjectionToken<DataSource> = Symbol('DataSource');

/**
 * Opens the database and brings its schema up to date.
 *
 * @throws AppError `storage.schema_newer` when a newer version of the program has migrated it
 * (nothing is changed then); `storage.*` when it cannot be opened or migrated.
 */
export async function openDatabase(dataSource: DataSource): Promise<void> {
  try {
    await dataSource.initialize();
    await refuseNewerSchema(dataSource);
    await dataSource.runMigrations({ transaction: 'each' });
  } catch (cause) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw toStorageError(cause);
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const table = dataSource.options.migrationsTableName ?? 'migrations';
  const queryRunner = dataSource.createQueryRunner();
  try {
    if (!(await queryRunner.hasTable(table))) return;
    const executed: { name: string }[] = await dataSource
      .createQueryBuilder()
      .select('migration.name', 'name')
      .from(table, 'migration')
      .getRawMany();
    const known = new Set(dataSource.migrations.map(({ name }) => name));
    const unknown = executed.filter(({ name }) => !known.has(name)).map(({ name }) => name);
    if (unknown.length === 0) return;
    throw new AppError({
      code: 'storage.schema_newer',
      retryable: false,
      sentence: `The database was made by a newer version of this program (it has ${unknown.join(', ')}). Start that version, or restore a backup from before the upgrade.`,
    });
  } finally {
    await queryRunner.release();
  }
}
