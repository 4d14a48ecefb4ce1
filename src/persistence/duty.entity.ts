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

  /** The process that waits for the duty, and until when it is known to wait; null: none does. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  successor?: string | null;

  @Column({ name: 'successor_until', type: 'varchar', length: 24, nullable: true })
  successorUntil?: string | null;

  /** Since when the owner does the work; null: not yet, or nobody asked. */
  @Column({ name: 'ready_at', type: 'varchar', length: 24, nullable: true })
  readyAt?: string | null;

  /** Until when the process that handed the duty over may go on working; null: it has ended. */
  @Column({ name: 'predecessor_until', type: 'varchar', length: 24, nullable: true })
  predecessorUntil?: string | null;
}
