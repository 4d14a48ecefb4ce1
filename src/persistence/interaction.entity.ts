import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One row of `interactions`: one complete interaction. The state is one JSON document; other
 * columns exist only for queries and claims. So every change is one statement.
 */
@Entity({ name: 'interactions' })
@Index('interactions_direct', ['channelId', 'lastUsedDay', 'guildId'], {
  where: 'guild_id IS NULL',
})
@Index('interactions_history', ['userId', 'createdAt', 'id'], { where: 'user_id IS NOT NULL' })
@Index('interactions_image_bytes', ['id', 'imageBytes'])
@Index('interactions_kept_history', ['userId', 'createdAt', 'id'], {
  where: 'kept_by IS NOT NULL',
})
@Index('interactions_last_used', ['lastUsedDay', 'keptBy'])
@Index('interactions_place', ['guildId', 'channelId'], { where: 'guild_id IS NOT NULL' })
@Index('interactions_person_bytes', ['userId', 'imageBytes'], { where: 'user_id IS NOT NULL' })
@Index('interactions_previews', ['createdAt'], { where: 'preview_version IS NOT NULL' })
@Index('interactions_server_use', ['guildId', 'lastUsedDay'], { where: 'guild_id IS NOT NULL' })
@Index('interactions_unfilled', ['id'], { where: 'created_at IS NULL' })
export class InteractionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  /** The optimistic lock: every change names the version that it is based on. */
  @Column({ type: 'integer' })
  version!: number;

  /** The format of the document, see `interactions/document-formats.ts`. */
  @Column({ type: 'integer' })
  format!: number;

  /** The state as JSON text; `interaction-row.ts` reads and writes it. */
  @Column({ type: 'text' })
  document!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  /** Where the card's channel can change it; null also for a card that only tokens reach. */
  @Column({ name: 'channel_id', type: 'varchar', length: 20, nullable: true })
  channelId!: string | null;

  @Index('interactions_request', { unique: true })
  @Column({ name: 'request_message_id', type: 'varchar', length: 20, nullable: true })
  requestMessageId!: string | null;

  @Index('interactions_message')
  @Column({ name: 'message_id', type: 'varchar', length: 20, nullable: true })
  messageId!: string | null;

  /**
   * The first instant of the day (UTC) of the last use, so that most changes change no index. A row
   * that a former version wrote has the instant of the last use itself.
   */
  @Column({ name: 'last_used_at', type: 'varchar', length: 24 })
  lastUsedDay!: string;

  /**
   * The last use: ISO 8601 in UTC, which sorts as text and means the same in every database. Where
   * a former version wrote the row, it is null, or not of this day, see `LAST_USE`.
   */
  @Column({ name: 'used_at', type: 'varchar', length: 24, nullable: true })
  lastUsedAt!: string | null;

  /**
   * The status of a generation whose outcome is missing or not shown yet, else null; a start
   * queries it. It overrides the status in the document, so that a claim changes only columns.
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

  /**
   * The place of a person's running generation among those that they may have at the same time,
   * such as `200000000000000002:0`; null unless it is running. A claim sets it.
   */
  @Index('interactions_person_slot', { unique: true, where: 'person_slot IS NOT NULL' })
  @Column({ name: 'person_slot', type: 'varchar', length: 24, nullable: true })
  personSlot!: string | null;

  /** Whose slot the generation waits for; null unless it does. A claim in vain sets it. */
  @Index('interactions_waiting_person', { where: 'waiting_person IS NOT NULL' })
  @Column({ name: 'waiting_person', type: 'varchar', length: 20, nullable: true })
  waitingPerson!: string | null;

  /** When it was requested: who waits longest comes first. */
  @Column({ name: 'waiting_since', type: 'varchar', length: 24, nullable: true })
  waitingSince!: string | null;

  /** Until then others leave the slot to it. */
  @Column({ name: 'waiting_until', type: 'varchar', length: 24, nullable: true })
  waitingUntil!: string | null;

  /**
   * The place of a generation that waits or runs among those of its person, such as
   * `200000000000000002:0`; null where it has none.
   */
  @Index('interactions_waiting_place', { unique: true, where: 'waiting_place IS NOT NULL' })
  @Column({ name: 'waiting_place', type: 'varchar', length: 25, nullable: true })
  waitingPlace!: string | null;

  /**
   * The version at which this is a preview that nobody has confirmed; null: it is not. A former
   * version changes `version` alone, so what it has confirmed does not look like a preview.
   */
  @Column({ name: 'preview_version', type: 'integer', nullable: true })
  previewVersion!: number | null;

  /** The number of started attempts. */
  @Column({ type: 'integer' })
  attempts!: number;

  /** When the deletion of the card was noted; null while it is there. */
  @Index('interactions_deleted', { where: 'deleted_at IS NOT NULL' })
  @Column({ name: 'deleted_at', type: 'varchar', length: 24, nullable: true })
  deletedAt!: string | null;

  /**
   * Who keeps the interaction from cleanup; null: nobody. It is not in the document, so that a
   * former version that saves the interaction leaves it as it is.
   */
  @Index('interactions_kept', { where: 'kept_by IS NOT NULL' })
  @Column({ name: 'kept_by', type: 'varchar', length: 20, nullable: true })
  keptBy!: string | null;

  /** Bytes of all images that the document names. */
  @Column({ name: 'image_bytes', type: 'bigint' })
  imageBytes!: number;

  /** Who asked; null when unknown, and where `createdAt` is null. The document has it, too. */
  @Column({ name: 'user_id', type: 'varchar', length: 20, nullable: true })
  userId!: string | null;

  /** When; null in a row of a former version, which `unfilled-columns.ts` fills. */
  @Column({ name: 'created_at', type: 'varchar', length: 24, nullable: true })
  createdAt!: string | null;
}
