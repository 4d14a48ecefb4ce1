import { chmodSync } from 'node:fs';
import path from 'node:path';

import 'reflect-metadata';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';

import { InteractionStateEntity } from './src/persistence/interaction-state.entity.js';
import { CreateInteractionStates1795000000000 } from './src/persistence/migrations/1795000000000-create-interaction-states.js';

/** A click has to be answered within 3 s, deferring included; waiting longer for a lock helps nobody. */
const BUSY_TIMEOUT_MS = 2_000;

/** The part of the configuration that says where the database is. */
export interface DatabasePlace {
  readonly dataDir: string;
  /** Null: the default file in the data directory. */
  readonly databaseFile: string | null;
}

/** The path of the SQLite file. */
export function databaseFileOf({ dataDir, databaseFile }: DatabasePlace): string {
  return databaseFile ?? path.join(dataDir, 'nanobanana.sqlite');
}

/**
 * The DataSource of the product, not yet initialized: SQLite in WAL mode with `synchronous=FULL`
 * (set by {@link DurableDatabase}), foreign keys on (TypeORM does that), migrations instead of
 * `synchronize`.
 *
 * @param databaseFile path of the SQLite file; its folder must exist.
 */
export function createDataSource(databaseFile: string): DataSource {
  return new DataSource({
    type: 'sqlite',
    database: databaseFile,
    driver: durableSqlite,
    enableWAL: true,
    busyTimeout: BUSY_TIMEOUT_MS,
    entities: [InteractionStateEntity],
    migrations: [CreateInteractionStates1795000000000],
    migrationsTableName: 'migrations',
    synchronize: false,
  });
}

/**
 * A connection that keeps what was acknowledged through a power cut, in a file that only its owner
 * can read.
 */
class DurableDatabase extends sqlite3.Database {
  constructor(filename: string, opened: (error: Error | null) => void) {
    super(filename, (error) => {
      if (error) return opened(error);
      // The WAL and shared-memory files take their mode from the database file.
      chmodSync(filename, 0o600);
      this.run('PRAGMA synchronous = FULL', opened);
    });
  }
}

/** The driver as TypeORM takes it; `verbose()` would record a stack trace for every statement. */
const durableSqlite = {
  Database: DurableDatabase,
  verbose: () => durableSqlite,
};

/** For TypeORM's own command line (`npm run migration:show` …). */
export default createDataSource(
  databaseFileOf({
    dataDir: process.env['BOT_DATA_DIR'] ?? 'bot_data',
    databaseFile: process.env['DATABASE_URL']?.replace(/^sqlite:/, '') ?? null,
  }),
);
