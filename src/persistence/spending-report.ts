import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import type { SpendingKey } from '../interactions/spending-keys.js';
import { DATA_SOURCE } from './database/database.js';
import { sumIn } from './ledger-rooms.js';
import type { EntrySum } from './ledger-statements.js';
import { storage } from './storage-errors.js';

/** What one day, person, server or model has cost. Amounts are micro-dollars. */
export interface SpentBy {
  /** A day (UTC), an id, or a name; null: a direct message, or somebody who was made anonymous. */
  readonly key: string | null;
  /** Calls of a model that were paid, or may have been. */
  readonly calls: number;
  /** Those of a model whose price nobody knows: what they cost is in no sum. */
  readonly unpriced: number;
  readonly microDollars: number;
}

/** The pictures of one person in a rolling window. */
export interface QuotaUse {
  readonly pictures: number;
  /** When the first of them was asked for, ISO 8601, UTC; null: there are none. */
  readonly oldestAt: string | null;
}

const COLUMNS: Readonly<Record<SpendingKey, string>> = {
  day: 'day',
  person: 'person_id',
  server: 'guild_id',
  model: 'model',
};

const sumBy = (column: string, order: string) => `SELECT ${column} AS "key",
CAST(SUM(settled + cut_off) AS integer) AS calls,
CAST(SUM(CASE WHEN price_date IS NULL THEN settled + cut_off ELSE 0 END) AS integer) AS unpriced,
CAST(SUM(micro_dollars) AS bigint) AS "microDollars"
FROM ledger_entries WHERE day >= $1 AND settled + cut_off > 0 GROUP BY ${column} ORDER BY ${order}`;

const QUOTA_USE = `SELECT CAST(COALESCE(SUM(pictures), 0) AS integer) AS pictures, MIN(at) AS "oldestAt" FROM ledger_entries WHERE person_id = $1 AND at > $2 AND pictures > 0`;

/** Sums of the ledger, for people who look. Every method throws `AppError` `storage.*`. */
@injectable()
export class SpendingReport {
  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * What was spent since the beginning of a day (UTC): by day in their order, else the most first.
   *
   * @param since such as `2026-11-01`.
   */
  async by(key: SpendingKey, since: string): Promise<SpentBy[]> {
    const order = key === 'day' ? '1' : '4 DESC, 2 DESC';
    return storage(this.dataSource.query(sumBy(COLUMNS[key], order), [since]));
  }

  /** What everybody has spent or reserved since the beginning of a day (UTC), in micro-dollars. */
  async total(since: string): Promise<number> {
    return this.spent(null, since);
  }

  /** The same of one person. */
  async ofPerson(personId: string, since: string): Promise<number> {
    return this.spent({ column: 'person_id', id: personId }, since);
  }

  /** The same of one server. */
  async ofServer(guildId: string, since: string): Promise<number> {
    return this.spent({ column: 'guild_id', id: guildId }, since);
  }

  /** What counts in a person's quota since then; ISO 8601, UTC. */
  async quotaUse(personId: string, since: string): Promise<QuotaUse> {
    const rows: QuotaUse[] = await storage(this.dataSource.query(QUOTA_USE, [personId, since]));
    return rows[0] ?? { pictures: 0, oldestAt: null };
  }

  private async spent(owner: EntrySum['owner'], since: string): Promise<number> {
    return sumIn(this.dataSource, { sum: 'micro_dollars', owner, since });
  }
}
