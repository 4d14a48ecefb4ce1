import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { storage } from './storage-errors.js';

/** Reads an index alone, however many interactions somebody has. */
export const PERSON_BYTES =
  'SELECT CAST(COALESCE(SUM(image_bytes), 0) AS bigint) AS bytes FROM interactions WHERE user_id = $1';

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
    return Number(rows[0]?.bytes ?? 0);
  }
}
