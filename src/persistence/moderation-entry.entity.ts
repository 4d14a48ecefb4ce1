import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `moderation_entries`: what moderators want to know of, and where it was posted. */
@Entity({ name: 'moderation_entries' })
export class ModerationEntryEntity {
  @PrimaryColumn({ name: 'entry_key', type: 'varchar', length: 120 })
  key!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  @Column({ name: 'person_id', type: 'varchar', length: 20 })
  personId!: string;

  /** The entry as JSON text. */
  @Column({ type: 'text' })
  entry!: string;

  /** ISO 8601 in UTC. */
  @Index('moderation_entries_by_time')
  @Column({ name: 'noted_at', type: 'varchar', length: 24 })
  notedAt!: string;

  /** The channel that it is for; null: none. */
  @Column({ name: 'channel_id', type: 'varchar', length: 20, nullable: true })
  channelId!: string | null;

  /** The message that shows it; null until it is posted. */
  @Column({ name: 'message_id', type: 'varchar', length: 20, nullable: true })
  messageId!: string | null;
}
