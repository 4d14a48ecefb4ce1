import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row of `command_requests`: a command or click that was acknowledged, and whose card or
 * private answer is not there yet.
 */
@Entity({ name: 'command_requests' })
export class CommandRequestEntity {
  /** The id that Discord gave to the command or click. */
  @PrimaryColumn({ type: 'varchar', length: 20 })
  id!: string;

  @Column({ name: 'guild_id', type: 'varchar', length: 20, nullable: true })
  guildId!: string | null;

  /** The request as JSON text, with the token that answers it. */
  @Column({ type: 'text' })
  request!: string;

  /** ISO 8601 in UTC. */
  @Column({ name: 'received_at', type: 'varchar', length: 24 })
  receivedAt!: string;
}
