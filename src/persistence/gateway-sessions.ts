import { inject, injectable } from 'tsyringe';
import { MoreThanOrEqual, type DataSource, type Repository } from 'typeorm';

import { allShards, servesAll, type Shards } from '../config/shards.js';
import { DATA_SOURCE } from './database/database.js';
import { GatewaySessionEntity } from './gateway-session.entity.js';
import { storage } from './storage-errors.js';

/** The data that is needed to resume a shard's session with Discord's gateway. */
export interface GatewaySession {
  readonly shardId: number;
  readonly shardCount: number;
  /** Or {@link NOT_RESUMABLE}. */
  readonly sessionId: string;
  /** The `wss:` address at which Discord resumes the session. */
  readonly resumeUrl: string;
  /** Every event up to this one was handled. */
  readonly sequence: number;
  /**
   * Every message up to this id was handled, or is part of a pending catch-up; 0 if no channel had
   * a message.
   */
  readonly seenUpTo: string;
  /** Messages after this id must still be read back; null: none. */
  readonly catchUpSince: string | null;
}

/** The session id of a mere position, which no session belongs to. */
export const NOT_RESUMABLE = '';

/** Stores the gateway's sessions. Every method throws `AppError` `storage.*`. */
@injectable()
export class GatewaySessions {
  private readonly rows: Repository<GatewaySessionEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(GatewaySessionEntity);
  }

  /**
   * The stored sessions that a process with these shards goes on from, by shard. A process with all
   * shards takes all sessions, also those of another number of shards, because it can resume each
   * of them. Where other processes have the other shards, all of them need what such a session
   * knows, so it becomes a position of each new shard, from which channels are read back.
   */
  async load(shards: Shards): Promise<GatewaySession[]> {
    const all = await this.all();
    if (servesAll(shards)) return all;
    const former = all.filter(({ shardCount }) => shardCount !== shards.count);
    const sessions = former.length === 0 ? all : await this.divide(former, shards.count);
    return sessions.filter(({ shardId }) => shards.ids.includes(shardId));
  }

  /** Stores sessions in one statement; they replace the former sessions of their shards. */
  async save(sessions: readonly GatewaySession[]): Promise<void> {
    if (sessions.length === 0) return;
    await storage(
      this.rows.upsert(
        sessions.map((session) => ({ ...session })),
        ['shardId'],
      ),
    );
  }

  /** Deletes the sessions of shards that no longer exist, where there are fewer than before. */
  async forgetFrom(shardCount: number): Promise<void> {
    await storage(this.rows.delete({ shardId: MoreThanOrEqual(shardCount) }));
  }

  /** All stored sessions, by shard. */
  async all(): Promise<GatewaySession[]> {
    return storage(this.rows.find({ order: { shardId: 'ASC' } }));
  }

  /** Any number of processes may do this at the same time; what one has stored since stays. */
  private async divide(
    former: readonly GatewaySession[],
    shardCount: number,
  ): Promise<GatewaySession[]> {
    const positions = former.map(({ catchUpSince, seenUpTo }) => BigInt(catchUpSince ?? seenUpTo));
    const oldest = positions.reduce((least, id) => (id < least ? id : least));
    await storage(this.dataSource.query(divided(allShards(shardCount), oldest)));
    return this.all();
  }
}

/** Every value is a number. */
function divided({ ids, count }: Shards, oldest: bigint): string {
  const rows = ids.map(
    (id) => `(${id}, ${count}, '${NOT_RESUMABLE}', '', 0, '${oldest}', '${oldest}')`,
  );
  return `INSERT INTO gateway_sessions
  (shard_id, shard_count, session_id, resume_url, sequence, seen_up_to, catch_up_since)
VALUES ${rows.join(', ')}
ON CONFLICT (shard_id) DO UPDATE SET shard_count = excluded.shard_count,
  session_id = excluded.session_id, resume_url = excluded.resume_url, sequence = excluded.sequence,
  seen_up_to = excluded.seen_up_to, catch_up_since = excluded.catch_up_since
WHERE gateway_sessions.shard_count <> excluded.shard_count`;
}
