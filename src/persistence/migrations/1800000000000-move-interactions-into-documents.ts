import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows, of about 4 KB each, that are in memory and in one transaction. */
const BATCH_SIZE = 1_000;

/** SQLite accepts 32,766 values in one statement; PostgreSQL 65,535. */
const ROWS_PER_INSERT = 100;

/** The number of rows between progress messages. */
const REPORT_EVERY = 10_000;

/** A row of the former table `interaction_states`. */
interface FormerRow {
  readonly id: string;
  readonly version: number;
  readonly format: number;
  readonly view: string;
  readonly user_id: string;
  readonly guild_id: string | null;
  readonly channel_id: string;
  readonly request_message_id: string | null;
  readonly message_id: string | null;
  readonly last_click_id: string | null;
  readonly created_at: string;
  readonly last_used_at: string;
  readonly original_prompt: string;
  readonly current_prompt: string;
  readonly current_index: number;
  readonly inputs: string;
  readonly outputs: string;
  readonly notes: string;
  readonly generation: string | null;
  readonly under_way: string | null;
  readonly lease_owner: string | null;
  readonly lease_since: string | null;
  readonly lease_until: string | null;
  readonly claims: number | null;
  readonly image_bytes: number | string;
}

const COLUMNS = [
  'id',
  'version',
  'format',
  'document',
  'guild_id',
  'channel_id',
  'request_message_id',
  'message_id',
  'last_used_at',
  'active_status',
  'lease_owner',
  'lease_since',
  'lease_until',
  'attempts',
  'image_bytes',
] as const;

/**
 * Moves each interaction into one JSON document in the table `interactions`. Rows move in batches,
 * each in its own transaction. After a kill or stop no data is lost, and the next start continues.
 */
export class MoveInteractionsIntoDocuments1800000000000 implements MigrationInterface {
  readonly name = 'MoveInteractionsIntoDocuments1800000000000';
  /** Each batch has its own transaction. */
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of CREATE) await queryRunner.query(statement);
    await moveRows(queryRunner);
    for (const statement of DROP) await queryRunner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Documents do not move back into columns; restore a backup instead.');
  }
}

const CREATE = [
  `CREATE TABLE IF NOT EXISTS interactions (
    id varchar(36) PRIMARY KEY NOT NULL, version integer NOT NULL, format integer NOT NULL,
    document text NOT NULL, guild_id varchar(20), channel_id varchar(20),
    request_message_id varchar(20), message_id varchar(20), last_used_at varchar(24) NOT NULL,
    active_status varchar(16), lease_owner varchar(36), lease_since varchar(24),
    lease_until varchar(24), attempts integer NOT NULL, image_bytes bigint NOT NULL)`,
  'CREATE UNIQUE INDEX IF NOT EXISTS interactions_request ON interactions (request_message_id)',
  'CREATE INDEX IF NOT EXISTS interactions_message ON interactions (message_id)',
  'CREATE INDEX IF NOT EXISTS interactions_last_used ON interactions (last_used_at)',
  'CREATE INDEX IF NOT EXISTS interactions_active ON interactions (active_status) WHERE active_status IS NOT NULL',
  'CREATE INDEX IF NOT EXISTS interactions_image_bytes ON interactions (image_bytes)',
  'CREATE INDEX IF NOT EXISTS interactions_direct ON interactions (channel_id, last_used_at, guild_id) WHERE guild_id IS NULL',
  // TypeORM finds the foreign key by its quoted name.
  'CREATE TABLE IF NOT EXISTS "imported_names" ("interaction_id" varchar(36) NOT NULL, "name" varchar(255) NOT NULL, PRIMARY KEY ("interaction_id", "name"), CONSTRAINT "imported_names_interaction" FOREIGN KEY ("interaction_id") REFERENCES "interactions" ("id") ON DELETE CASCADE)',
  'CREATE INDEX IF NOT EXISTS imported_names_name ON imported_names (name)',
];

const DROP = ['DROP TABLE IF EXISTS imported_files', 'DROP TABLE IF EXISTS interaction_states'];

async function moveRows(queryRunner: QueryRunner): Promise<void> {
  // A former process was killed between the two statements of DROP; all rows have moved.
  if (!(await queryRunner.hasTable('interaction_states'))) return;
  let moved = 0;
  for (;;) {
    const rows: FormerRow[] = await queryRunner.query(
      `SELECT * FROM interaction_states LIMIT ${BATCH_SIZE}`,
    );
    if (rows.length === 0) return;
    await queryRunner.startTransaction();
    try {
      await moveBatch(queryRunner, rows);
      await queryRunner.commitTransaction();
    } catch (error) {
      await queryRunner.rollbackTransaction();
      throw error;
    }
    moved += rows.length;
    if (moved % REPORT_EVERY < rows.length && moved >= REPORT_EVERY)
      queryRunner.connection.logger.log('info', `${moved} interactions have moved`, queryRunner);
  }
}

async function moveBatch(queryRunner: QueryRunner, rows: readonly FormerRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
    const values = rows.slice(at, at + ROWS_PER_INSERT).map(valuesOf);
    await queryRunner.query(insertOf(values.length), values.flat());
  }
  const ids = rows.map(({ id }) => id);
  const places = ids.map((_, n) => `$${n + 1}`).join(', ');
  await queryRunner.query(
    `INSERT INTO imported_names (interaction_id, name) SELECT interaction_id, name FROM imported_files WHERE interaction_id IN (${places})`,
    ids,
  );
  // This also deletes the former picture names of these rows.
  await queryRunner.query(`DELETE FROM interaction_states WHERE id IN (${places})`, ids);
}

function insertOf(rowCount: number): string {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const places = COLUMNS.map((_column, n) => `$${row * COLUMNS.length + n + 1}`);
    return `(${places.join(', ')})`;
  });
  return `INSERT INTO interactions (${COLUMNS.join(', ')}) VALUES ${rows.join(', ')}`;
}

/** Values in the order of {@link COLUMNS}. */
function valuesOf(row: FormerRow): unknown[] {
  return [
    row.id,
    row.version,
    row.format,
    documentOf(row),
    row.guild_id,
    row.channel_id === '' ? null : row.channel_id,
    row.request_message_id,
    row.message_id,
    row.last_used_at,
    row.under_way,
    row.lease_owner,
    row.lease_since,
    row.lease_until,
    row.claims ?? 0,
    row.image_bytes,
  ];
}

/** The document in the row's format. A damaged row is stored unchanged, and stays unreadable. */
function documentOf(row: FormerRow): string {
  try {
    return JSON.stringify({
      id: row.id,
      view: row.view,
      userId: row.user_id === '' ? null : row.user_id,
      guildId: row.guild_id,
      channelId: row.channel_id === '' ? null : row.channel_id,
      requestMessageId: row.request_message_id,
      messageId: row.message_id,
      lastClickId: row.last_click_id,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      originalPrompt: row.original_prompt,
      currentPrompt: row.current_prompt,
      currentIndex: row.current_index,
      inputs: JSON.parse(row.inputs),
      outputs: JSON.parse(row.outputs),
      notes: JSON.parse(row.notes),
      generation: row.generation === null ? null : JSON.parse(row.generation),
    });
  } catch (error) {
    if (error instanceof SyntaxError) return JSON.stringify({ damagedRow: row });
    throw error;
  }
}
