import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { LAST_USE } from './interaction-statements.js';
import { storage } from './storage-errors.js';

/** Reads an index alone, however many interactions somebody has. */
export const PERSON_BYTES =
  'SELECT CAST(COALESCE(SUM(image_bytes), 0) AS bigint) AS bytes FROM interactions WHERE user_id = $1';

/** Reads the rows of one person, which the limit keeps few. */
const OLDEST_USE = `SELECT MIN(${LAST_USE}) AS oldest FROM interactions WHERE user_id = $1 AND kept_by IS NULL AND image_bytes > 0`;

/** How much the pictures of one person take. */
@injectable()
export class PersonStorage {
  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Bytes of all pictures in the interactions that somebody asked for.
   *
   * @throws AppError `storage.*`
   */
  async bytesOf(personId: string): Promise<number> {
    const rows: { bytes: number }[] = await storage(
      this.dataSource.query(PERSON_BYTES, [personId]),
    );
    return rows[0]?.bytes ?? 0;
  }

  /**
   * The last use of the interaction with pictures that will go first; null: none goes by itself.
   *
   * @throws AppError `storage.*`
   */
  async oldestUse(personId: string): Promise<string | null> {
    const rows: { oldest: string | null }[] = await storage(
      this.dataSource.query(OLDEST_USE, [personId]),
    );
    return rows[0]?.oldest ?? null;
  }
}
