import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `event_beginnings`: work that has begun and not ended, in this or another process. */
@Entity({ name: 'event_beginnings' })
export class EventBeginningEntity {
  /** The id of a message, an interaction of Discord, or a generation. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  /** In how many processes it has begun. */
  @Column({ type: 'integer' })
  beginnings!: number;

  /** When it began the last time; ISO 8601, UTC. */
  @Column({ name: 'begun_at', type: 'varchar', length: 24 })
  begunAt!: string;

  /** The process that has begun it the last time; null: one of a former version. */
  @Column({ type: 'varchar', length: 36, nullable: true })
  process!: string | null;
}
