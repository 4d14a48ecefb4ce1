import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row of `erasures`: whose data is to be erased, and how far that is. It goes when nothing of
 * them is left.
 */
@Entity({ name: 'erasures' })
export class ErasureEntity {
  /** `person`, `server` or `interaction`. */
  @PrimaryColumn({ name: 'subject_kind', type: 'varchar', length: 12 })
  subjectKind!: string;

  @PrimaryColumn({ name: 'subject_id', type: 'varchar', length: 36 })
  subjectId!: string;

  /** What was made later stays. ISO 8601 in UTC. */
  @Column({ name: 'requested_at', type: 'varchar', length: 24 })
  requestedAt!: string;

  /** Who is at it; null: nobody. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  worker!: string | null;

  /** Until then nobody else may be; the worker extends it. */
  @Column({ name: 'lease_until', type: 'varchar', length: 24, nullable: true })
  leaseUntil!: string | null;

  /** What is gone so far, as JSON text. */
  @Column({ type: 'text' })
  progress!: string;
}
