import { chmod } from 'node:fs';
import path from 'node:path';

import 'reflect-metadata';
import sqlite3 from 'sqlite3';
import { DataSource } from 'typeorm';

import { LeaseGenerations1796000000000 } from './src/persistence/migrations/1796000000000-lease-generations.js';
import { ModelRecordEntity } from './src/persistence/model-record.entity.js';
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
    entities: [InteractionStateEntity, ModelRecordEntity],
    migrations: [CreateInteractionStates1795000000000, LeaseGenerations1796000000000],
    migrationsTableName: 'migrations',
    synchronize: false,
  });
}

/** TypeORM sends a handful of different statements; what goes beyond is prepared each time. */
const MAX_PREPARED = 50;

/**
 * A connection that keeps what was acknowledged through a power cut, in a file that only its owner
 * can read. It prepares each statement once, which halves the time of a load.
 */
class DurableDatabase extends sqlite3.Database {
  /** Null while a statement is being prepared. */
  private readonly prepared = new Map<string, sqlite3.Statement | null>();
  private isClosing = false;

  constructor(filename: string, opened: (error: Error | null) => void) {
    super(filename, (error) => {
      if (error) return opened(error);
      // The WAL and shared-memory files take their mode from the database file.
      chmod(filename, 0o600, (refused) => {
        if (refused) return opened(refused);
        super.run('PRAGMA synchronous = FULL', opened);
      });
    });
  }

  override run(sql: string, ...args: unknown[]): this {
    const statement = this.statement(sql);
    if (!statement) return super.run(sql, ...args);
    statement.run(...args);
    return this;
  }

  override all(sql: string, ...args: unknown[]): this {
    const statement = this.statement(sql);
    if (!statement) return super.all(sql, ...args);
    statement.all(...args);
    return this;
  }

  override close(closed?: (error: Error | null) => void): void {
    // SQLite refuses to close under prepared statements.
    this.isClosing = true;
    for (const statement of this.prepared.values()) statement?.finalize();
    this.prepared.clear();
    super.close(closed);
  }

  /** The prepared statement, where there is one already; else it will be there for a later call. */
  private statement(sql: string): sqlite3.Statement | null {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const isRepeated = /^(?:SELECT|INSERT|UPDATE) /.test(sql);
    if (isRepeated && this.prepared.size < MAX_PREPARED) this.prepareForLater(sql);
    return null;
  }

  /**
   * The driver drops, without any answer, the calls that wait for a statement which then cannot be
   * prepared (the disk failed); so nobody is given one before it is.
   */
  private prepareForLater(sql: string): void {
    this.prepared.set(sql, null);
    const statement = this.prepare(sql, (error) => {
      if (error) this.prepared.delete(sql);
      else if (this.isClosing) statement.finalize();
      else this.prepared.set(sql, statement);
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
