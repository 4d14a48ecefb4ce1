import { inject, injectable } from 'tsyringe';
import { MoreThan, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { RemovedCardEntity } from './removed-card.entity.js';
import { storage } from './storage-errors.js';

/** A message whose interaction was erased. */
export interface RemovedCard {
  readonly messageId: string;
  readonly channelId: string;
  /** Null in direct messages, and where it is not known. */
  readonly guildId: string | null;
  readonly interactionId: string;
}

/**
 * The cards in Discord that show what was erased, until they say that it was removed. Ids
 * of messages and places, and nothing else. Every method throws `AppError` `storage.*` when
 * the database fails.
 */
@injectable()
export class RemovedCards {
  private readonly rows: Repository<RemovedCardEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(RemovedCardEntity);
  }

  /** Notes cards; noting one again changes nothing. */
  async add(cards: readonly RemovedCard[]): Promise<void> {
    if (cards.length === 0) return;
    const insert = this.rows
      .createQueryBuilder()
      .insert()
      .values([...cards]);
    await storage(insert.orIgnore().updateEntity(false).execute());
  }

  /** The next ones by the id of their message, as text. */
  async after(messageId: string, limit: number): Promise<RemovedCard[]> {
    const where = { messageId: MoreThan(messageId) };
    return storage(this.rows.find({ where, order: { messageId: 'ASC' }, take: limit }));
  }

  /** A card says what became of it, or nobody can change it. */
  async remove(messageId: string): Promise<void> {
    await storage(this.rows.delete({ messageId }));
  }
}
