import { inject, injectable } from 'tsyringe';
import { LessThan, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_SOURCE } from './database/database.js';
import { RemovedRequestEntity } from './removed-request.entity.js';
import { storage } from './storage-errors.js';

/**
 * Discord repeats no message for longer than that, and channels are read back for a day at most.
 */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The requests that people have removed together with their cards: ids of messages and nothing
 * else, so that a message that is read again is not answered once more. Every method throws
 * `AppError` `storage.*` when the database fails.
 */
@injectable()
export class RemovedRequests {
  private readonly rows: Repository<RemovedRequestEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = dataSource.getRepository(RemovedRequestEntity);
  }

  /** Notes a request, and forgets those that are too old to come again. */
  async add(messageId: string): Promise<void> {
    await storage(this.rows.upsert({ messageId, removedAt: this.timestamp(0) }, ['messageId']));
    await storage(this.rows.delete({ removedAt: LessThan(this.timestamp(-MAX_AGE_MS)) }));
  }

  /** Whether a request was removed. */
  async has(messageId: string): Promise<boolean> {
    return storage(this.rows.existsBy({ messageId }));
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}
