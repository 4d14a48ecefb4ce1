import { inject, injectable } from 'tsyringe';
import { IsNull, Not, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { decodeState, isReadable, UNKNOWN } from './interaction-state-codec.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { storage } from './storage-errors.js';

/** Finds interactions by where they came from. Every method throws `AppError` `storage.*`. */
@injectable()
export class Requests {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /**
   * The interaction that a message asked for, or null. There is at most one: the database refuses a
   * second row for the same message.
   *
   * @throws AppError `state.unreadable` as well, when the row is damaged.
   */
  async find(requestMessageId: string): Promise<InteractionState | null> {
    const row = await storage(this.rows.findOneBy({ requestMessageId }));
    return row && decodeState(row);
  }

  /**
   * The interactions of messages whose row does not know its card, oldest first: the process ended in
   * between. Unreadable rows are left out.
   *
   * @param since ISO 8601, UTC; older interactions are not looked at.
   */
  async withoutCard(since: string, limit: number): Promise<InteractionState[]> {
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        // By the index of cards, since few rows know none, while many were used within a day.
        .where('row.messageId IS NULL AND row.requestMessageId IS NOT NULL')
        .andWhere('row.lastUsedAt > :since', { since })
        .orderBy('row.lastUsedAt', 'ASC')
        .limit(limit)
        .getMany(),
    );
    return rows.filter(isReadable).map(decodeState);
  }

  /** The direct message channels that interactions came from, those used last first. */
  async directChannelIds(limit: number): Promise<string[]> {
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('row.channelId', 'channelId')
        .where({ guildId: IsNull(), channelId: Not(UNKNOWN) })
        .groupBy('row.channelId')
        .orderBy('MAX(row.lastUsedAt)', 'DESC')
        .limit(limit)
        .getRawMany<{ channelId: string }>(),
    );
    return rows.map(({ channelId }) => channelId);
  }
}
