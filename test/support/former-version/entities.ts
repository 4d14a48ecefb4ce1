import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/*
 * The tables as the program knew them before the first migration that expands. They are frozen:
 * they do not follow the entities in `src`.
 */

const text = (name: string, length: number, more: Partial<EntitySchemaColumnOptions> = {}) =>
  ({ name, type: 'varchar', length, ...more }) as const;
const key = (name: string, length: number) => text(name, length, { primary: true });
const maybe = (name: string, length: number) => text(name, length, { nullable: true });

/** A row of `interactions`. */
export interface FormerInteraction {
  readonly id: string;
  readonly version: number;
  readonly format: number;
  readonly document: string;
  readonly guildId: string | null;
  readonly channelId: string | null;
  readonly requestMessageId: string | null;
  readonly messageId: string | null;
  readonly lastUsedAt: string;
  readonly activeStatus: string | null;
  readonly leaseOwner: string | null;
  readonly leaseSince: string | null;
  readonly leaseUntil: string | null;
  readonly attempts: number;
  readonly deletedAt: string | null;
  readonly imageBytes: number;
}

export const INTERACTIONS = new EntitySchema<FormerInteraction>({
  name: 'FormerInteraction',
  tableName: 'interactions',
  columns: {
    id: key('id', 36),
    version: { type: 'integer' },
    format: { type: 'integer' },
    document: { type: 'text' },
    guildId: maybe('guild_id', 20),
    channelId: maybe('channel_id', 20),
    requestMessageId: maybe('request_message_id', 20),
    messageId: maybe('message_id', 20),
    lastUsedAt: text('last_used_at', 24),
    activeStatus: maybe('active_status', 16),
    leaseOwner: maybe('lease_owner', 36),
    leaseSince: maybe('lease_since', 24),
    leaseUntil: maybe('lease_until', 24),
    attempts: { type: 'integer' },
    deletedAt: maybe('deleted_at', 24),
    imageBytes: { name: 'image_bytes', type: 'bigint' },
  },
});

/** A row of `event_beginnings`. */
export interface FormerBeginning {
  readonly id: string;
  readonly beginnings: number;
  readonly begunAt: string;
}

export const BEGINNINGS = new EntitySchema<FormerBeginning>({
  name: 'FormerBeginning',
  tableName: 'event_beginnings',
  columns: {
    id: key('id', 64),
    beginnings: { type: 'integer' },
    begunAt: text('begun_at', 24),
  },
});

/** A row of `model_records`. */
export interface FormerModelRecord {
  readonly name: string;
  readonly averageMs: number | null;
  readonly failuresInARow: number;
  readonly openUntil: string | null;
}

export const MODEL_RECORDS = new EntitySchema<FormerModelRecord>({
  name: 'FormerModelRecord',
  tableName: 'model_records',
  columns: {
    name: key('name', 100),
    averageMs: { name: 'average_ms', type: 'integer', nullable: true },
    failuresInARow: { name: 'failures_in_a_row', type: 'integer' },
    openUntil: maybe('closed_until', 24),
  },
});
