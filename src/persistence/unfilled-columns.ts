import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { DATA_SOURCE } from './database/database.js';
import { decodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/**
 * The statement that fills so many rows; both databases give the columns of `VALUES` these names.
 */
function fillStatement(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => valuesOf(3 * n + 1)).join(', ');
  return `UPDATE interactions SET user_id = told.column2, created_at = told.column3 FROM (VALUES ${rows}) AS told WHERE interactions.id = told.column1 AND interactions.created_at IS NULL`;
}

function valuesOf(firstParameter: number): string {
  const parameters = [0, 1, 2].map((n) => `CAST($${firstParameter + n} AS varchar)`);
  return `(${parameters.join(', ')})`;
}

/**
 * Columns that a version of the program before them left empty, in rows that it made before the
 * upgrade or beside it. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class UnfilledColumns {
  private readonly rows: Repository<InteractionEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /**
   * Fills some rows from their documents, in one statement. A row that somebody saves at the same
   * moment is filled by that.
   *
   * @returns how many rows there were to fill; fewer than `limit`: none is left.
   */
  async fillSome(limit: number): Promise<number> {
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        // The exact condition of the partial index.
        .where('row.createdAt IS NULL')
        .orderBy('row.id', 'ASC')
        .limit(limit)
        .getMany(),
    );
    if (rows.length === 0) return 0;
    const parameters = rows.flatMap((row) => [row.id, ...whoAndWhen(row)]);
    await storage(this.dataSource.query(fillStatement(rows.length), parameters));
    return rows.length;
  }
}

/**
 * Of a document that cannot be read nobody knows who asked; the time is then that of the last use.
 */
function whoAndWhen(row: InteractionEntity): [userId: string | null, createdAt: string] {
  try {
    const { userId, createdAt } = decodeRow(row);
    return [userId, createdAt];
  } catch (error) {
    if (error instanceof AppError) return [null, row.lastUsedDay];
    throw error;
  }
}
