import path from 'node:path';

import sqlite3 from 'sqlite3';

import type { E2eWorld } from './e2e-world.js';
import { endAfterTest } from './endings.js';

/** One row of `interactions`, as it lies in the file. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

const BUSY_TIMEOUT_MS = 60_000;

/** A connection of the test's own to the database of a running bot, past all of the bot's code. */
export class E2eDatabase {
  private constructor(private readonly connection: sqlite3.Database) {}

  /** Opens it; it is closed after the test. */
  static async open({ dataDir }: E2eWorld): Promise<E2eDatabase> {
    const file = path.join(dataDir, 'nanobanana.sqlite');
    const connection = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened: sqlite3.Database = new sqlite3.Database(file, (error) =>
        error ? reject(error) : resolve(opened),
      );
    });
    // The bot may stand still while it writes.
    connection.configure('busyTimeout', BUSY_TIMEOUT_MS);
    endAfterTest(() => new Promise<void>((resolve) => connection.close(() => resolve())));
    return new E2eDatabase(connection);
  }

  /** Runs one statement. */
  async run(sql: string, ...values: readonly unknown[]): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.connection.run(sql, values, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The row of an interaction; undefined when there is none. */
  async row(interactionId: string): Promise<StoredRow | undefined> {
    return this.first('SELECT * FROM interactions WHERE id = ?', interactionId);
  }

  /** The last event of its gateway session that the bot has stored. */
  async sequence(): Promise<number> {
    const position = await this.first('SELECT sequence FROM gateway_sessions');
    return Number(position?.['sequence']);
  }

  /** The number of rows in a table. */
  async count(table: 'command_requests'): Promise<number> {
    return Number((await this.first(`SELECT COUNT(*) AS count FROM ${table}`))?.['count']);
  }

  /** The only number that a statement gives, as `count`. */
  async number(sql: string): Promise<number> {
    return Number((await this.first(sql))?.['count']);
  }

  /** Takes the database's one right to write until `unlock`. */
  async lock(): Promise<void> {
    await this.run('BEGIN IMMEDIATE');
  }

  async unlock(): Promise<void> {
    await this.run('ROLLBACK');
  }

  private async first(sql: string, ...values: readonly unknown[]): Promise<StoredRow | undefined> {
    return new Promise((resolve, reject) => {
      this.connection.get<StoredRow>(sql, values, (error, row) =>
        error ? reject(error) : resolve(row),
      );
    });
  }
}
