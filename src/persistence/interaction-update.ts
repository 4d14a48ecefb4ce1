import type { InteractionState } from '../interactions/interaction-state.js';
import { encodeRow } from './interaction-row.js';
import type { InteractionEntity } from './interaction.entity.js';

/** Every column that a change writes, with its name in the database. */
const COLUMN_NAMES = [
  ['version', 'version'],
  ['format', 'format'],
  ['document', 'document'],
  ['guildId', 'guild_id'],
  ['channelId', 'channel_id'],
  ['requestMessageId', 'request_message_id'],
  ['messageId', 'message_id'],
  ['lastUsedAt', 'last_used_at'],
  ['activeStatus', 'active_status'],
  ['leaseOwner', 'lease_owner'],
  ['leaseSince', 'lease_since'],
  ['leaseUntil', 'lease_until'],
  ['attempts', 'attempts'],
  ['imageBytes', 'image_bytes'],
] as const satisfies readonly (readonly [keyof InteractionEntity, string])[];

/**
 * The statement of every click, written out: TypeORM takes as long to build it as SQLite to carry it
 * out. Both databases know parameters by number.
 */
export const UPDATE = `UPDATE interactions SET ${COLUMN_NAMES.map(([, name], n) => `${name} = $${n + 1}`).join(', ')} WHERE id = $${COLUMN_NAMES.length + 1} AND version = $${COLUMN_NAMES.length + 2}`;

/** The parameters of {@link UPDATE}, which turn the version before `state.version` into `state`. */
export function updateParameters(state: InteractionState): unknown[] {
  const row = encodeRow(state);
  const values = COLUMN_NAMES.map(([property]) => row[property]);
  return [...values, state.id, state.version - 1];
}
