import { inject, injectable } from 'tsyringe';
import { Brackets, In, IsNull, MoreThan, Not, type DataSource, type Repository } from 'typeorm';

import type { InteractionState } from '../interactions/interaction-state.js';
import { DATA_SOURCE } from './database/database.js';
import { textsOf } from './encryption/encrypting-data-source.js';
import { ImportedNameEntity } from './imported-name.entity.js';
import { insertForeign, type InsertForeign } from './foreign-interactions.js';
import { encodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { LAST_USE, SELECT_VERSION, UPDATE, updateParameters } from './interaction-statements.js';
import { storableText } from './storable-text.js';
import { storage } from './storage-errors.js';
import { storedTotals, type StoredTotals } from './stored-totals.js';

/** The message of a card, and the names of its pictures. */
export interface FormerCard {
  readonly channelId: string;
  readonly messageId: string;
  readonly fileNames: readonly string[];
}

/** A channel; one without a server is a direct one. */
export interface Place {
  readonly guildId: string | null;
  readonly channelId: string;
}

/**
 * The statements about interactions, without further logic, for `PersistenceService`. Only those
 * that concern who runs a generation are elsewhere (`GenerationLeases`, `UnfinishedGenerations`).
 * Every method throws `AppError` `storage.*` when the database fails. Times are ISO 8601 in UTC.
 */
@injectable()
export class InteractionRepository {
  private readonly rows: Repository<InteractionEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /** Reads from the main table to check that the database answers. */
  async ping(): Promise<void> {
    await storage(this.rows.createQueryBuilder('row').select('row.id').limit(1).getRawMany());
  }

  async insert(state: InteractionState): Promise<void> {
    await storage(this.rows.insert(encodeRow(state)));
  }

  /** See {@link insertForeign}. */
  async insertAll(fill: (insert: InsertForeign) => Promise<void>): Promise<void> {
    await insertForeign(this.dataSource, fill);
  }

  /**
   * Stores `state` if the row has the version before `state.version`, and returns whether it did.
   */
  async update(state: InteractionState): Promise<boolean> {
    const row = textsOf(this.dataSource).sealed(this.rows.metadata, encodeRow(state));
    const runner = this.dataSource.createQueryRunner();
    try {
      const { affected } = await storage(runner.query(UPDATE, updateParameters(row), true));
      return affected === 1;
    } finally {
      await runner.release();
    }
  }

  /** The version of a row; undefined when there is none. */
  async versionOf(id: string): Promise<number | undefined> {
    const rows: { version: number }[] = await storage(this.dataSource.query(SELECT_VERSION, [id]));
    return rows[0]?.version;
  }

  async find(id: string): Promise<InteractionEntity | null> {
    return storage(this.rows.findOneBy({ id }));
  }

  async findAll(ids: readonly string[]): Promise<InteractionEntity[]> {
    return storage(this.rows.findBy({ id: In(ids) }));
  }

  async findByRequest(requestMessageId: string): Promise<InteractionEntity | null> {
    return storage(this.rows.findOneBy({ requestMessageId }));
  }

  /** Interactions whose generation has no outcome yet, or one that was not shown. */
  async findActive(): Promise<InteractionEntity[]> {
    // The exact condition of the partial index. SQLite would not use the index for NOT (… IS NULL).
    return storage(
      this.rows.createQueryBuilder('row').where('row.activeStatus IS NOT NULL').getMany(),
    );
  }

  /** Interactions used since `since` that have a request and no card, oldest first. */
  async findWithoutCard(since: string, limit: number): Promise<InteractionEntity[]> {
    return storage(
      this.rows
        .createQueryBuilder('row')
        // Uses the index of cards, because few rows have no card, but many were used within a day.
        .where('row.messageId IS NULL AND row.requestMessageId IS NOT NULL')
        .andWhere('row.deletedAt IS NULL')
        .andWhere(`${LAST_USE} > :since`, { since })
        .orderBy(LAST_USE, 'ASC')
        .limit(limit)
        .getMany(),
    );
  }

  /** The interactions whose card is one of these messages. */
  async idsOfCards(messageIds: readonly string[]): Promise<string[]> {
    const where = { messageId: In(messageIds) };
    const rows = await storage(this.rows.find({ select: { id: true }, where }));
    return rows.map(({ id }) => id);
  }

  /**
   * The first server above `after` that has cards in its channels, by id as text; null
   * after the last.
   */
  async nextGuildId(after: string): Promise<string | null> {
    const first = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('MIN(row.guildId)', 'guildId')
        .where({ guildId: MoreThan(after), channelId: Not(IsNull()) })
        .getRawOne<{ guildId: string | null }>(),
    );
    return first?.guildId ?? null;
  }

  /** The channels of direct messages, most recently used first. */
  async directChannelIds(limit: number): Promise<string[]> {
    const latest = (column: string) =>
      this.rows
        .createQueryBuilder('row')
        .select('row.channelId', 'channelId')
        .addSelect(`MAX(${column})`, 'lastUse')
        .where({ guildId: IsNull(), channelId: Not(IsNull()) })
        .groupBy('row.channelId')
        .orderBy(`MAX(${column})`, 'DESC')
        .limit(limit);
    // An index alone tells since when the channels are the last ones; only rows since
    // then are read.
    const days = await storage(latest('row.lastUsedDay').getRawMany<{ lastUse: string }>());
    const since = days.at(-1)?.lastUse;
    if (since === undefined) return [];
    const rows = await storage(
      latest(LAST_USE)
        .andWhere('row.lastUsedDay >= :since', { since })
        .getRawMany<{ channelId: string }>(),
    );
    return rows.map(({ channelId }) => channelId);
  }

  /**
   * The number of interactions with cards in a server's channels, or a direct channel;
   * at most `limit`.
   */
  async countIn({ guildId, channelId }: Place, limit: number): Promise<number> {
    const where =
      guildId === null ? { guildId: IsNull(), channelId } : { guildId, channelId: Not(IsNull()) };
    const rows = await storage(
      // Reads an index alone, and no further than the limit.
      this.rows
        .createQueryBuilder('row')
        .select('row.guildId')
        .where(where)
        .limit(limit)
        .getRawMany(),
    );
    return rows.length;
  }

  /** The next rows by id; `after` is the last id of the previous batch. */
  async batchAfter(after: string, limit: number): Promise<InteractionEntity[]> {
    const where = { id: MoreThan(after) };
    return storage(this.rows.find({ where, order: { id: 'ASC' }, take: limit }));
  }

  async exists(id: string): Promise<boolean> {
    return storage(this.rows.existsBy({ id }));
  }

  async isEmpty(): Promise<boolean> {
    return !(await storage(this.rows.exists()));
  }

  /** The totals, exact where there are few rows, else estimated. */
  async totals(): Promise<StoredTotals> {
    return storage(storedTotals(this.dataSource));
  }

  /** The ids of interactions with this card's message, at most two. */
  async idsByCard({ channelId, messageId }: FormerCard): Promise<string[]> {
    const where = [
      { messageId, channelId },
      { messageId, channelId: IsNull() },
    ];
    const rows = await storage(this.rows.find({ select: { id: true }, where, take: 2 }));
    return rows.map(({ id }) => id);
  }

  /** The ids of imported interactions with these picture names and no other card, at most two. */
  async idsByFileNames({ fileNames, messageId }: FormerCard): Promise<string[]> {
    if (fileNames.length === 0) return [];
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('DISTINCT row.id', 'id')
        .innerJoin(ImportedNameEntity, 'file', 'file.interactionId = row.id')
        .where('file.name IN (:...fileNames)', { fileNames: fileNames.map(storableText) })
        .andWhere(
          new Brackets((card) =>
            card
              .where('row.messageId IS NULL')
              .orWhere('row.messageId = :messageId', { messageId }),
          ),
        )
        .limit(2)
        .getRawMany<{ id: string }>(),
    );
    return rows.map(({ id }) => id);
  }

  async formerFileNames(interactionId: string): Promise<string[]> {
    const names = this.dataSource.getRepository(ImportedNameEntity);
    const rows = await storage(names.find({ where: { interactionId }, order: { name: 'ASC' } }));
    return rows.map(({ name }) => name);
  }
}
