import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One row of `interaction_states`: one interaction, whole. Lists and the generation are JSON text,
 * read and written by `interaction-state-codec.ts`, so that one statement changes everything
 * and a damaged row can be told from a failing database.
 */
@Entity({ name: 'interaction_states' })
@Index('interaction_states_direct', ['channelId', 'lastUsedAt', 'guildId'], {
  where: 'guild_id IS NULL',
})
export class InteractionStateEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** The optimistic lock: every change names the version it started from. */
  @Column({ type: 'integer' })
  version!: number;

  /** The format of the JSON columns, see `interaction-state-codec.ts`. */
  @Column({ type: 'integer' })
  format!: number;

  @Column({ type: 'varchar', length: 16 })
  view!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 20 })
  userId!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  @Column({ name: 'channel_id', type: 'varchar', length: 20 })
  channelId!: string;

  @Index('interaction_states_request', { unique: true })
  @Column({ name: 'request_message_id', type: 'varchar', length: 20, nullable: true })
  requestMessageId!: string | null;

  @Index('interaction_states_message')
  @Column({ name: 'message_id', type: 'varchar', length: 20, nullable: true })
  messageId!: string | null;

  /** The last click that was carried out on the card, Discord's id; null before the first. */
  @Column({ name: 'last_click_id', type: 'varchar', length: 20, nullable: true })
  lastClickId!: string | null;

  /** ISO 8601 in UTC, which sorts as text and means the same in every database. */
  @Column({ name: 'created_at', type: 'varchar', length: 24 })
  createdAt!: string;

  @Index('interaction_states_last_used')
  @Column({ name: 'last_used_at', type: 'varchar', length: 24 })
  lastUsedAt!: string;

  @Column({ name: 'original_prompt', type: 'text' })
  originalPrompt!: string;

  @Column({ name: 'current_prompt', type: 'text' })
  currentPrompt!: string;

  @Column({ name: 'current_index', type: 'integer' })
  currentIndex!: number;

  @Column({ type: 'text' })
  inputs!: string;

  @Column({ type: 'text' })
  outputs!: string;

  @Column({ type: 'text' })
  notes!: string;

  @Column({ type: 'text', nullable: true })
  generation!: string | null;

  /**
   * The status of a generation that is owed its outcome, else null: the restart looks here. It
   * outranks the status in the JSON, so that a claim is one statement that touches columns only.
   */
  @Index('interaction_states_under_way', { where: 'under_way IS NOT NULL' })
  @Column({ name: 'under_way', type: 'varchar', length: 16, nullable: true })
  underWay!: string | null;

  /** The worker that runs the generation; null unless it is running. */
  @Column({ name: 'lease_owner', type: 'varchar', length: 36, nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_since', type: 'varchar', length: 24, nullable: true })
  leaseSince!: string | null;

  @Column({ name: 'lease_until', type: 'varchar', length: 24, nullable: true })
  leaseUntil!: string | null;

  /** How often a worker began with the generation; null: never. */
  @Column({ type: 'integer', nullable: true })
  claims!: number | null;

  /** Bytes of all images the row names. */
  @Index('interaction_states_image_bytes')
  @Column({ name: 'image_bytes', type: 'bigint' })
  imageBytes!: number;
}
