import { chmod } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

import sqlite3 from 'sqlite3';
import type { DataSourceOptions } from 'typeorm';

import { Checkpoints, type CheckpointResult } from './sqlite-checkpoints.js';

/** A click must be answered or deferred within 3 s, so a longer wait for a lock does not help. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * SQLite does not wait for a lock while another statement of the same connection is reading, so a
 * write is then sent again.
 */
const BUSY_RETRY_MS = 20;

/**
 * The options that TypeORM needs to open a SQLite file: WAL mode with `synchronous=FULL` (set by
 * {@link DurableDatabase}), foreign keys on (set by TypeORM).
 *
 * @param file path of the SQLite file; its folder must exist.
 */
export function sqliteOptions(file: string) {
  return {
    type: 'sqlite',
    database: file,
    driver: durableSqlite,
    enableWAL: true,
    busyTimeout: BUSY_TIMEOUT_MS,
  } as const satisfies DataSourceOptions;
}

/**
 * Above this number, the connection itself runs the checkpoint, so that the log cannot grow without
 * limit.
 */
const MAX_LOG_PAGES = 20_000;

/** Bytes of a database with its write-ahead log; 0: its file is gone. */
export async function sqliteBytes(file: string): Promise<number> {
  const sizes = await Promise.all([file, `${file}-wal`].map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    // The log file exists only while it is needed.
    return 0;
  }
}

const TRUNCATE_ATTEMPTS = 20;
const TRUNCATE_EVERY_MS = 50;

/**
 * Empties the log of a database, where former contents of pages stay readable until others
 * overwrite them. Nobody waits for it: while others are in the way it is tried again, for a
 * second in all.
 *
 * @returns whether the log is empty.
 */
export async function truncateLog(file: string): Promise<boolean> {
  const connection = new sqlite3.Database(file);
  connection.configure('busyTimeout', 0);
  const truncate = promisify<string, CheckpointResult[]>(connection.all.bind(connection));
  try {
    for (let attempt = 1; attempt <= TRUNCATE_ATTEMPTS; attempt += 1) {
      const [result] = await truncate('PRAGMA wal_checkpoint(TRUNCATE)');
      if (result?.busy === 0) return true;
      await wait(TRUNCATE_EVERY_MS);
    }
    return false;
  } finally {
    await promisify(connection.close.bind(connection))();
  }
}

/** TypeORM sends few different statements; others are prepared each time. */
const MAX_PREPARED = 50;

/**
 * A connection whose acknowledged writes survive a power cut, with a file that only its owner can
 * read, and in which what was removed is overwritten. It prepares each statement once, which halves
 * the time of a load.
 */
class DurableDatabase extends sqlite3.Database {
  /** Null while a statement is being prepared. */
  private readonly prepared = new Map<string, sqlite3.Statement | null>();
  private readonly checkpoints: Checkpoints;
  private isClosing = false;

  constructor(filename: string, opened: (error: Error | null) => void) {
    super(filename, (error) => {
      if (error) return opened(error);
      // The WAL and shared-memory files get their mode from the database file.
      chmod(filename, 0o600, (refused) => {
        if (refused) return opened(refused);
        super.exec(
          `PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = ${MAX_LOG_PAGES}`,
          opened,
        );
      });
    });
    this.checkpoints = new Checkpoints(filename);
  }

  override run(sql: string, ...args: unknown[]): this {
    const { checkpoints } = this;
    const sentAtMs = performance.now();
    const answer = args.at(-1);
    if (typeof answer !== 'function') return this.runOnce(sql, args);
    const send = (): this => this.runOnce(sql, [...args.slice(0, -1), answered]);
    const answered = function (this: unknown, error: NodeJS.ErrnoException | null): void {
      const isEarly = performance.now() - sentAtMs < BUSY_TIMEOUT_MS;
      if (error?.code === 'SQLITE_BUSY' && isEarly) return void setTimeout(send, BUSY_RETRY_MS);
      // Not sooner: what a slow disk has not stored yet would stay in the log.
      checkpoints.schedule();
      answer.call(this, error);
    };
    return send();
  }

  private runOnce(sql: string, args: unknown[]): this {
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
    // SQLite refuses to close while statements are prepared.
    this.isClosing = true;
    for (const statement of this.prepared.values()) statement?.finalize();
    this.prepared.clear();
    this.checkpoints.close(() => super.close(closed));
  }

  /** The prepared statement if it is ready; else starts preparing it for a later call. */
  private statement(sql: string): sqlite3.Statement | null {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const isRepeated = /^(?:SELECT|INSERT|UPDATE) /.test(sql);
    if (isRepeated && this.prepared.size < MAX_PREPARED) this.prepareForLater(sql);
    return null;
  }

  /**
   * The driver silently drops calls on a statement that fails to prepare (for example on a disk
   * error). So a statement is used only after it is prepared.
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

/**
 * The driver in TypeORM's format. The real `verbose()` would record a stack trace for every
 * statement.
 */
const durableSqlite = {
  Database: DurableDatabase,
  verbose: () => durableSqlite,
};
