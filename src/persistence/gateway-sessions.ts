import { inject, injectable } from 'tsyringe';
import { In, Not, type DataSource, type Repository } from 'typeorm';

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

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(GatewaySessionEntity);
  }

  /** All stored sessions, by shard. */
  async load(): Promise<GatewaySession[]> {
    return storage(this.rows.find({ order: { shardId: 'ASC' } }));
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

  /**
   * Deletes the sessions of all other shards, which remain when there are fewer shards than before.
   */
  async forgetAllBut(shardIds: readonly number[]): Promise<void> {
    await storage(this.rows.delete({ shardId: Not(In([...shardIds])) }));
  }
}
