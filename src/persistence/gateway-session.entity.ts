import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row of `gateway_sessions`: the position of one shard in its session. */
@Entity({ name: 'gateway_sessions' })
export class GatewaySessionEntity {
  @PrimaryColumn({ name: 'shard_id', type: 'integer' })
  shardId!: number;

  @Column({ name: 'shard_count', type: 'integer' })
  shardCount!: number;

  @Column({ name: 'session_id', type: 'varchar', length: 100 })
  sessionId!: string;

  @Column({ name: 'resume_url', type: 'text' })
  resumeUrl!: string;

  @Column({ type: 'integer' })
  sequence!: number;

  @Column({ name: 'seen_up_to', type: 'varchar', length: 20 })
  seenUpTo!: string;

  @Column({ name: 'catch_up_since', type: 'varchar', length: 20, nullable: true })
  catchUpSince!: string | null;
}
