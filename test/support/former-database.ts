import { DataSource, type DataSourceOptions } from 'typeorm';

import { createDataSource } from '../../ormconfig.js';
import { closedAfterTest, newDatabaseFile } from './test-database.js';

/** A database as an older program left it; its statements are its rows. */
export interface FormerDatabase {
  readonly file: string;
  readonly dataSource: DataSource;
}

/**
 * A new database with all migrations before the one whose name begins so; by default, before rows
 * became documents.
 */
export async function formerDatabase(before = 'MoveInteractions'): Promise<FormerDatabase> {
  const file = await newDatabaseFile();
  const { options } = createDataSource(file);
  const migrations = migrationsOf(options);
  const end = migrations.findIndex(({ name }) => name.startsWith(before));
  const dataSource = closedAfterTest(
    new DataSource({ ...options, migrations: migrations.slice(0, end) }),
  );
  await dataSource.initialize();
  await dataSource.runMigrations({ transaction: 'each' });
  return { file, dataSource };
}

/** A row of its table `interaction_states`: a text-only preview, but for what is told. */
export function formerRow(
  id: string,
  told: Readonly<Record<string, string | number | null>> = {},
): Readonly<Record<string, string | number | null>> {
  return {
    id,
    version: 1,
    format: 2,
    view: 'process_view',
    user_id: '2',
    guild_id: '3',
    channel_id: '4',
    created_at: '2026-11-20T08:00:00.000Z',
    last_used_at: '2026-11-20T08:00:00.000Z',
    original_prompt: 'a lighthouse',
    current_prompt: 'a lighthouse',
    current_index: 0,
    inputs: '[]',
    outputs: '[]',
    notes: '[]',
    image_bytes: 0,
    ...told,
  };
}

/** Inserts rows past the program, in their order. */
export async function insertFormer(
  { dataSource }: FormerDatabase,
  rows: readonly ReturnType<typeof formerRow>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => `value ->> '${column}'`).join(', ');
  await dataSource.query(
    `INSERT INTO interaction_states (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
}

/** The classes of all migrations, in their order. */
export function migrationsOf({ migrations }: DataSourceOptions) {
  if (!Array.isArray(migrations)) throw new TypeError('the migrations are a list of classes');
  return migrations.filter((migration) => typeof migration !== 'string');
}
