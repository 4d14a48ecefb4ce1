import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `model_records`: the data about one image model that survives a restart. */
@Entity({ name: 'model_records' })
export class ModelRecordEntity {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  name!: string;

  /** The running average of the time for one picture; null before the first. */
  @Column({ name: 'average_ms', type: 'integer', nullable: true })
  averageMs!: number | null;

  @Column({ name: 'failures_in_a_row', type: 'integer' })
  failuresInARow!: number;

  /** The model is not called before this time; ISO 8601, UTC. */
  @Column({ name: 'closed_until', type: 'varchar', length: 24, nullable: true })
  openUntil!: string | null;
}
