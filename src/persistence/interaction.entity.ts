import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One row of `interactions`: one interaction, whole. The state is one JSON document; beside it stand
 * only the columns that queries and claims need, so one statement makes every change.
 */
@Entity({ name: 'interactions' })
@Index('interactions_direct', ['channelId', 'lastUsedAt', 'guildId'], {
  where: 'guild_id IS NULL',
})
export class InteractionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** The optimistic lock: every change names the version that it started from. */
  @Column({ type: 'integer' })
  version!: number;

  /** The format of the document, see `interactions/document-formats.ts`. */
  @Column({ type: 'integer' })
  format!: number;

  /** The state as JSON text; read and written by `interaction-row.ts`. */
  @Column({ type: 'text' })
  document!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  @Column({ name: 'channel_id', type: 'varchar', length: 20, nullable: true })
  channelId!: string | null;

  @Index('interactions_request', { unique: true })
  @Column({ name: 'request_message_id', type: 'varchar', length: 20, nullable: true })
  requestMessageId!: string | null;

  @Index('interactions_message')
  @Column({ name: 'message_id', type: 'varchar', length: 20, nullable: true })
  messageId!: string | null;

  /** ISO 8601 in UTC, which sorts as text and means the same in every database. */
  @Index('interactions_last_used')
  @Column({ name: 'last_used_at', type: 'varchar', length: 24 })
  lastUsedAt!: string;

  /**
   * The status of a generation whose outcome is still to come or to be shown, else null: a start
   * looks here. It outranks the status in the document, so that a claim changes columns only.
   */
  @Index('interactions_active', { where: 'active_status IS NOT NULL' })
  @Column({ name: 'active_status', type: 'varchar', length: 16, nullable: true })
  activeStatus!: string | null;

  /** The worker that runs the generation; null unless it is running. */
  @Column({ name: 'lease_owner', type: 'varchar', length: 36, nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_since', type: 'varchar', length: 24, nullable: true })
  leaseSince!: string | null;

  @Column({ name: 'lease_until', type: 'varchar', length: 24, nullable: true })
  leaseUntil!: string | null;

  /** How often a worker began with the generation. */
  @Column({ type: 'integer' })
  attempts!: number;

  /** Bytes of all images that the document names. */
  @Index('interactions_image_bytes')
  @Column({ name: 'image_bytes', type: 'bigint' })
  imageBytes!: number;
}
