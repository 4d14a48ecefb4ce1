import { inject, injectable } from 'tsyringe';
import type { DataSource, EntityMetadata } from 'typeorm';

import { DATA_SOURCE } from '../database/database.js';
import { storage } from '../storage-errors.js';
import { ENCRYPTED_COLUMNS, placeOf, type EncryptedColumn } from './encrypted-columns.js';
import { textsOf } from './encrypting-data-source.js';
import { forgetOtherKeys, noteCurrentKey } from './needed-keys.js';
import { BEGINNING_CHARACTERS, isCurrent, openedText, sealedText } from './sealed-text.js';

/** How many rows are looked at in one statement. */
const BATCH_SIZE = 100;

/** What became of a text that was not encrypted with the current key. */
export type RekeyedText =
  | 'encrypted'
  /** Somebody has stored another one meanwhile. */
  | 'changed'
  | 'unreadable';

/** What became of some rows of a table. */
export interface RekeyedBatch {
  /** How many rows were looked at. */
  readonly rows: number;
  readonly outcomes: readonly RekeyedText[];
}

/** One encrypted column by the names of the database. */
interface Column {
  readonly table: string;
  readonly column: string;
  /** The columns of the primary key. */
  readonly keys: readonly string[];
}

/** A row: its primary key, and how its text begins. */
interface Row {
  readonly key: readonly unknown[];
  readonly beginning: string;
}

/**
 * Encrypts the stored texts with the key that encrypts now, beside processes that change them: each
 * in one statement that changes nothing where the text is another meanwhile, and no version. Every
 * method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class TextRekey {
  private readonly columns: readonly Column[];

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.columns = ENCRYPTED_COLUMNS.map((one) =>
      columnOf(one, dataSource.getMetadata(one.entity)),
    );
  }

  /**
   * Notes the key, before anything is encrypted with it. @throws AppError `config.encryption_key`
   */
  async begin(): Promise<void> {
    await storage(noteCurrentKey(this.dataSource));
  }

  /** Every row of every table, some at a time. What has the key already is only looked at. */
  async *all(): AsyncGenerator<RekeyedBatch> {
    for (const column of this.columns) {
      for (let after: readonly unknown[] | null = null; ;) {
        const rows = await this.rowsAfter(column, after);
        const outcomes: RekeyedText[] = [];
        for (const row of rows) {
          const outcome = isCurrent(this.keyring, row.beginning)
            ? null
            : await this.encrypt(column, row.key);
          if (outcome !== null) outcomes.push(outcome);
        }
        yield { rows: rows.length, outcomes };
        after = rows.at(-1)?.key ?? null;
        if (after === null) break;
      }
    }
  }

  /** Forgets the other keys, which are no longer needed; returns their ids. */
  async end(): Promise<string[]> {
    return storage(forgetOtherKeys(this.dataSource));
  }

  private get keyring() {
    return textsOf(this.dataSource).keyring;
  }

  private async rowsAfter(
    { table, column, keys }: Column,
    after: readonly unknown[] | null,
  ): Promise<Row[]> {
    const names = keys.join(', ');
    const beyond = after === null ? '' : `WHERE (${names}) > (${parameters(keys.length)})`;
    const rows: Record<string, unknown>[] = await storage(
      this.dataSource.query(
        `SELECT ${names}, substr(${column}, 1, ${BEGINNING_CHARACTERS}) AS beginning FROM ${table} ${beyond} ORDER BY ${names} LIMIT ${BATCH_SIZE}`,
        [...(after ?? [])],
      ),
    );
    return rows.map((row) => ({
      key: keys.map((name) => row[name]),
      beginning: String(row['beginning']),
    }));
  }

  /** Null: the row is gone. */
  private async encrypt(
    { table, column, keys }: Column,
    key: readonly unknown[],
  ): Promise<RekeyedText | null> {
    const [found]: { stored: string }[] = await storage(
      this.dataSource.query(`SELECT ${column} AS stored FROM ${table} WHERE ${isRow(keys, 1)}`, [
        ...key,
      ]),
    );
    if (found === undefined) return null;
    const place = placeOf(table, column, key);
    const text = openedText(this.keyring, place, found.stored);
    if (text === null) return 'unreadable';
    const runner = this.dataSource.createQueryRunner();
    try {
      const sealed = sealedText(this.keyring, place, text);
      const { affected } = await storage(
        runner.query(
          // SQLite numbers parameters by where they come first.
          `UPDATE ${table} SET ${column} = $1 WHERE ${isRow(keys, 2)} AND ${column} = $${keys.length + 2}`,
          [sealed, ...key, found.stored],
          true,
        ),
      );
      return affected === 1 ? 'encrypted' : 'changed';
    } finally {
      await runner.release();
    }
  }
}

function columnOf({ rowKey, column }: EncryptedColumn, metadata: EntityMetadata): Column {
  const names = new Map(metadata.columns.map((one) => [one.propertyName, one.databaseName]));
  const nameOf = (property: string) => names.get(property) ?? property;
  return { table: metadata.tableName, column: nameOf(column), keys: rowKey.map(nameOf) };
}

function isRow(keys: readonly string[], first: number): string {
  return keys.map((name, n) => `${name} = $${first + n}`).join(' AND ');
}

function parameters(count: number): string {
  return Array.from({ length: count }, (_, n) => `$${n + 1}`).join(', ');
}
