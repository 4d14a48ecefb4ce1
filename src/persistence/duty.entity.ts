import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `duties`: what only one process may do at a time, and which one does it. */
@Entity({ name: 'duties' })
export class DutyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  /** The process that has the duty until its lease ends. */
  @Column({ type: 'varchar', length: 36 })
  owner!: string;

  /** What people call this process: its host and process id. */
  @Column({ type: 'varchar', length: 100 })
  process!: string;

  /** When the owner took the duty; ISO 8601, UTC. */
  @Column({ name: 'held_since', type: 'varchar', length: 24 })
  heldSince!: string;

  /** When the lease ends unless it is renewed; ISO 8601, UTC. */
  @Column({ name: 'held_until', type: 'varchar', length: 24 })
  heldUntil!: string;
}
