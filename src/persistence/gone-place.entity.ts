import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `gone_places`: a server that the bot has left, or a channel that was deleted. */
@Entity({ name: 'gone_places' })
export class GonePlaceEntity {
  @PrimaryColumn({ name: 'guild_id', type: 'varchar', length: 20 })
  guildId!: string;

  /** Empty: the whole server. */
  @PrimaryColumn({ name: 'channel_id', type: 'varchar', length: 20 })
  channelId!: string;

  /** ISO 8601 in UTC. */
  @Column({ type: 'varchar', length: 24 })
  since!: string;
}
