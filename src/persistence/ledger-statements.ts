import type { LedgerEntryEntity } from './ledger-entry.entity.js';

/*
 * The statements of the ledger. Both databases know parameters by number; SQLite binds them in the
 * order in which they first appear.
 */

/** A new entry, whose turn its statement finds. */
export type NewEntry = Omit<LedgerEntryEntity, 'turn'>;

/** A statement with its parameters. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A sum over entries. */
export interface EntrySum {
  readonly sum: 'micro_dollars' | 'pictures';
  /** Whose entries are summed; null: everybody's. */
  readonly owner: { readonly column: 'person_id' | 'guild_id'; readonly id: string } | null;
  /**
   * Of everybody: this day (UTC) and all later ones. Of one: after this day began, or this moment
   * (ISO 8601, UTC).
   */
  readonly since: string;
}

/** A sum that a new entry may raise to a limit, and no further. */
export interface Room extends EntrySum {
  /** What the new entry adds. */
  readonly added: number;
  readonly limit: number;
}

const INTEGER = 'integer';
const TEXT = 'varchar';

/** The columns of a new entry but for its turn, in the order of {@link valuesOf}. */
const COLUMNS = [
  ['id', TEXT],
  ['generation_id', TEXT],
  ['interaction_id', TEXT],
  ['person_id', TEXT],
  ['guild_id', TEXT],
  ['model', TEXT],
  ['price_date', TEXT],
  ['day', TEXT],
  ['at', TEXT],
  ['estimate', INTEGER],
  ['pictures', INTEGER],
  ['reserved', INTEGER],
  ['attempt', TEXT],
  ['settled', INTEGER],
  ['cut_off', INTEGER],
  ['settled_micro_dollars', INTEGER],
  ['micro_dollars', INTEGER],
] as const;

function valuesOf(entry: NewEntry): unknown[] {
  return [
    entry.id,
    entry.generationId,
    entry.interactionId,
    entry.personId,
    entry.guildId,
    entry.model,
    entry.priceDate,
    entry.day,
    entry.at,
    entry.estimate,
    entry.pictures,
    entry.reserved,
    entry.attempt,
    entry.settled,
    entry.cutOff,
    entry.settledMicroDollars,
    entry.microDollars,
  ];
}

/**
 * Adds an entry if there is room for it everywhere. The unique turn makes the whole of it one
 * step on both databases: an entry that this statement cannot see yet has the same turn, and one
 * of them fails.
 */
export function insertion(entry: NewEntry, rooms: readonly Room[]): Statement {
  const parameters = valuesOf(entry);
  const values = COLUMNS.map(([, type], n) => `CAST($${n + 1} AS ${type})`);
  const conditions = rooms.map((room) => {
    const { where, parameters: more } = entriesOf(room, parameters.length);
    parameters.push(...more, room.added, room.limit);
    const n = parameters.length;
    return `(SELECT COALESCE(SUM(${room.sum}), 0) FROM ledger_entries WHERE ${where}) + CAST($${n - 1} AS bigint) <= CAST($${n} AS bigint)`;
  });
  const condition = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const sql = `INSERT INTO ledger_entries (${COLUMNS.map(([name]) => name).join(', ')}, turn) SELECT ${values.join(', ')}, (SELECT COALESCE(MAX(turn), 0) + 1 FROM ledger_entries)${condition}`;
  return { sql, parameters };
}

/** What entries come to. */
export function sumOf(entries: EntrySum): Statement {
  const { where, parameters } = entriesOf(entries, 0);
  const sql = `SELECT COALESCE(SUM(${entries.sum}), 0) AS sum FROM ledger_entries WHERE ${where}`;
  return { sql, parameters };
}

function entriesOf({ owner, since }: EntrySum, before: number) {
  if (owner === null) return { where: `day >= $${before + 1}`, parameters: [since] };
  const where = `${owner.column} = $${before + 1} AND at > $${before + 2}`;
  return { where, parameters: [owner.id, since] };
}

/**
 * A reserved call of a generation begins. Of an attempt before, nobody will know any more. What is
 * reserved is looked at again in the row itself: where PostgreSQL waits for another change of the
 * row, it looks at that alone once more, and not at what a subquery found before.
 */
export const BEGIN = `UPDATE ledger_entries SET reserved = reserved - 1,
  cut_off = cut_off + CASE WHEN attempt IS NULL THEN 0 ELSE 1 END, attempt = CAST($1 AS varchar)
WHERE id = (SELECT MIN(id) FROM ledger_entries WHERE generation_id = $2 AND reserved > 0)
  AND reserved > 0
  AND NOT EXISTS (SELECT 1 FROM ledger_entries WHERE attempt = CAST($1 AS varchar))`;

/** The call of an attempt was answered, and has cost `$1`; null: as much as was expected. */
export const SETTLE = `UPDATE ledger_entries SET attempt = NULL, settled = settled + 1,
  settled_micro_dollars = settled_micro_dollars + COALESCE(CAST($1 AS integer), estimate),
  micro_dollars = micro_dollars - estimate + COALESCE(CAST($1 AS integer), estimate)
WHERE attempt = $2`;

/** The call of an attempt was not paid, so that another one can have its place. */
export const GIVE_BACK = `UPDATE ledger_entries SET attempt = NULL, reserved = reserved + 1 WHERE attempt = $1`;

/** Nobody will know whether the call of an attempt was paid. */
export const LOSE = `UPDATE ledger_entries SET attempt = NULL, cut_off = cut_off + 1 WHERE attempt = $1`;

/** A generation makes no more calls: what is reserved is free again. */
export const CLOSE = `UPDATE ledger_entries SET reserved = 0,
  pictures = CASE WHEN pictures >= reserved THEN pictures - reserved ELSE 0 END,
  micro_dollars = micro_dollars - reserved * estimate
WHERE generation_id = $1 AND reserved > 0`;

/** The processes that began these calls are dead. */
export const CUT_OFF_ALL = `UPDATE ledger_entries SET attempt = NULL, cut_off = cut_off + 1 WHERE attempt IS NOT NULL`;
