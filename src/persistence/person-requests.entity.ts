import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `person_requests`: when somebody has asked last. */
@Entity({ name: 'person_requests' })
export class PersonRequestsEntity {
  @PrimaryColumn({ name: 'person_id', type: 'varchar', length: 20 })
  personId!: string;

  /**
   * The newest ones, ascending, with spaces between: ms since the epoch, a colon, and Discord's id.
   */
  @Column({ type: 'text' })
  times!: string;

  /** The last change, by which a cleanup finds the row: ISO 8601 in UTC. */
  @Column({ name: 'noted_at', type: 'varchar', length: 24 })
  notedAt!: string;
}
