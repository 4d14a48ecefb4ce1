import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row of `removed_cards`: a message whose interaction was erased, and which still shows it. It
 * goes when the message says that it was removed.
 */
@Entity({ name: 'removed_cards' })
export class RemovedCardEntity {
  @PrimaryColumn({ name: 'message_id', type: 'varchar', length: 20 })
  messageId!: string;

  @Column({ name: 'channel_id', type: 'varchar', length: 20 })
  channelId!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  /** Of the interaction that is gone: clicks that are under way are waited for by it. */
  @Column({ name: 'interaction_id', type: 'varchar', length: 36 })
  interactionId!: string;
}
