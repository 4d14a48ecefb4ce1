import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `removed_requests`: the message of a request whose interaction was removed. */
@Entity({ name: 'removed_requests' })
export class RemovedRequestEntity {
  @PrimaryColumn({ name: 'message_id', type: 'varchar', length: 20 })
  messageId!: string;

  /** ISO 8601 in UTC. */
  @Column({ name: 'removed_at', type: 'varchar', length: 24 })
  removedAt!: string;
}
