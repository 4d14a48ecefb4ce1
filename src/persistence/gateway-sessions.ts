import { inject, injectable } from 'tsyringe';
import { In, Not, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { GatewaySessionEntity } from './gateway-session.entity.js';
import { storage } from './storage-errors.js';

/** What has to be known of a shard's session with Discord's gateway to go on with it. */
export interface GatewaySession {
  readonly shardId: number;
  readonly shardCount: number;
  readonly sessionId: string;
  /** Where Discord wants the session to be resumed, a `wss:` address. */
  readonly resumeUrl: string;
  /** Every event up to this one was handled. */
  readonly sequence: number;
  /** Every message up to this id was handled, or is owed; 0 where there was none in any channel. */
  readonly seenUpTo: string;
  /** Messages after this id are still to be read back; null: none are. */
  readonly catchUpSince: string | null;
}

/** Keeps the gateway's sessions. Every method throws `AppError` `storage.*`. */
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

  /** Stores sessions in place of those that their shards had, in one statement. */
  async save(sessions: readonly GatewaySession[]): Promise<void> {
    if (sessions.length === 0) return;
    await storage(
      this.rows.upsert(
        sessions.map((session) => ({ ...session })),
        ['shardId'],
      ),
    );
  }

  /** Forgets the sessions of all shards but these: there were more of them once. */
  async forgetAllBut(shardIds: readonly number[]): Promise<void> {
    await storage(this.rows.delete({ shardId: Not(In([...shardIds])) }));
  }
}
