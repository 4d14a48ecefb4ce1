import { chmod } from 'node:fs';

import sqlite3 from 'sqlite3';
import type { DataSourceOptions } from 'typeorm';

/** A click has to be answered within 3 s, deferring included; waiting longer for a lock helps nobody. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * What TypeORM needs to open a SQLite file: WAL mode with `synchronous=FULL` (set by
 * {@link DurableDatabase}), foreign keys on (TypeORM does that).
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
 * How long after a write the log is written back. While rows go by the thousands, a hundred pages come
 * together in that time, which hold the disk, and so every save, for some 20 ms; four times as many
 * would hold it for 80.
 */
const CHECKPOINT_AFTER_MS = 25;

/**
 * Beyond so many pages (of 4 KiB) the log begins anew, for which writers have to pause: what is then
 * still to be written back is what came in the last moment.
 */
const LONG_LOG_PAGES = 4_000;

/** Where none of this helps, the connection writes the log back itself, so that it has an end. */
const MAX_LOG_PAGES = 20_000;

/** A row of https://sqlite.org/pragma.html#pragma_wal_checkpoint */
interface CheckpointResult {
  /** Pages in the log. */
  readonly log: number;
}

/**
 * Writes the write-ahead log back into the database from a connection of its own. SQLite would let
 * the statement that fills the log do it, and whatever comes after that statement wait: 30 to 80 ms
 * at a time while many rows go.
 */
class Checkpoints {
  private connection: sqlite3.Database | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private isOpening = false;
  private whenOpened: (() => void) | null = null;

  constructor(private readonly filename: string) {}

  /** There is something in the log. */
  wanted(): void {
    if (this.isClosed) return;
    this.timer ??= setTimeout(() => this.writeBack(), CHECKPOINT_AFTER_MS).unref();
  }

  close(closed: () => void): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    // A connection that cannot be opened never answers a close.
    if (this.isOpening) this.whenOpened = () => this.close(closed);
    else if (this.connection === null) closed();
    else this.connection.close(closed);
  }

  private writeBack(): void {
    if (this.connection !== null) return this.checkpoint(this.connection);
    this.isOpening = true;
    const opened = new sqlite3.Database(this.filename, (error) => {
      this.isOpening = false;
      this.timer = undefined;
      if (!error) this.connection = opened;
      if (this.whenOpened) this.whenOpened();
      else if (!error) this.checkpoint(opened);
    });
  }

  /** What cannot be written back now stays in the log, safe, until the next time. */
  private checkpoint(connection: sqlite3.Database): void {
    const done = () => {
      this.timer = undefined;
    };
    connection.all<CheckpointResult>('PRAGMA wal_checkpoint(PASSIVE)', (error, rows) => {
      const isLong = !error && rows.some(({ log }) => log > LONG_LOG_PAGES);
      if (isLong) connection.exec('PRAGMA wal_checkpoint(RESTART)', done);
      else done();
    });
  }
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
  private readonly checkpoints: Checkpoints;
  private isClosing = false;

  constructor(filename: string, opened: (error: Error | null) => void) {
    super(filename, (error) => {
      if (error) return opened(error);
      // The WAL and shared-memory files take their mode from the database file.
      chmod(filename, 0o600, (refused) => {
        if (refused) return opened(refused);
        super.exec(
          `PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${MAX_LOG_PAGES}`,
          opened,
        );
      });
    });
    this.checkpoints = new Checkpoints(filename);
  }

  override run(sql: string, ...args: unknown[]): this {
    this.checkpoints.wanted();
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
    this.checkpoints.close(() => super.close(closed));
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
