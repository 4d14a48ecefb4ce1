import sqlite3 from 'sqlite3';

/**
 * The delay between a write and its checkpoint. When thousands of rows are removed, about a hundred
 * pages collect in this time; writing them blocks the disk, and every save, for some 20 ms. Four
 * times as many would block it for 80 ms.
 */
export const CHECKPOINT_AFTER_MS = 25;

/**
 * Above this number of pages (of 4 KiB) the log restarts. Writers wait meanwhile, but only the
 * pages of the last moment remain to be written.
 */
const LONG_LOG_PAGES = 4_000;

/** A row of https://sqlite.org/pragma.html#pragma_wal_checkpoint */
export interface CheckpointResult {
  /** 1: another connection was in the way. */
  readonly busy: number;
  /** Pages in the log. */
  readonly log: number;
}

/**
 * Runs checkpoints of the write-ahead log on a separate connection. By default, SQLite would run
 * one in the statement that fills the log, and later statements would wait: 30 to 80 ms at a time
 * while many rows are removed.
 */
export class Checkpoints {
  private connection: sqlite3.Database | null = null;
  /** Set from the first write until its checkpoint is done. */
  private timer: NodeJS.Timeout | undefined;
  private isWritten = false;
  private isClosed = false;
  private isOpening = false;
  private whenOpened: (() => void) | null = null;

  constructor(private readonly filename: string) {}

  /** Schedules a checkpoint after a write; during another one, for when that is done. */
  schedule(): void {
    if (this.isClosed) return;
    this.isWritten = true;
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
    this.isWritten = false;
    if (this.connection !== null) return this.checkpoint(this.connection);
    this.isOpening = true;
    const opened = new sqlite3.Database(this.filename, (error) => {
      this.isOpening = false;
      if (!error) this.connection = opened;
      if (this.whenOpened) this.whenOpened();
      else if (error) this.done();
      else this.checkpoint(opened);
    });
  }

  private done(): void {
    this.timer = undefined;
    if (this.isWritten) this.schedule();
  }

  /** Pages that cannot be written now stay safely in the log until the next checkpoint. */
  private checkpoint(connection: sqlite3.Database): void {
    const done = () => this.done();
    connection.all<CheckpointResult>('PRAGMA wal_checkpoint(PASSIVE)', (error, rows) => {
      const isLong = !error && rows.some(({ log }) => log > LONG_LOG_PAGES);
      if (isLong) connection.exec('PRAGMA wal_checkpoint(RESTART)', done);
      else done();
    });
  }
}
