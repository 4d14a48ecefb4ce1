import { inject, injectable } from 'tsyringe';
import {
  Brackets,
  In,
  IsNull,
  LessThan,
  MoreThan,
  Not,
  type DataSource,
  type Repository,
} from 'typeorm';

import type { InteractionState } from '../interactions/interaction-state.js';
import { DATA_SOURCE } from './database/database.js';
import { ImportedNameEntity } from './imported-name.entity.js';
import { encodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { SELECT_VERSION, UPDATE, updateParameters } from './interaction-statements.js';
import { storage } from './storage-errors.js';

/** An interaction that comes from elsewhere, and the names that its pictures had there. */
export interface ForeignInteraction {
  readonly state: InteractionState;
  /** The names that the Python predecessor gave to the pictures of its cards. */
  readonly formerFileNames: readonly string[];
}

/** Where a card is, and the names of the pictures on it. */
export interface FormerCard {
  readonly channelId: string;
  readonly messageId: string;
  readonly fileNames: readonly string[];
}

/**
 * The statements about interactions, and nothing else; `PersistenceService` gives them their
 * meaning. Only claims of generations stand elsewhere (`GenerationLeases`). Every method throws
 * `AppError` `storage.*` when the database fails. Times are ISO 8601 in UTC.
 */
@injectable()
export class InteractionRepository {
  private readonly rows: Repository<InteractionEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /** Reads from the table that all depends on, to see whether the database answers. */
  async ping(): Promise<void> {
    await storage(this.rows.createQueryBuilder('row').select('row.id').limit(1).getRawMany());
  }

  async insert(state: InteractionState): Promise<void> {
    await storage(this.rows.insert(encodeRow(state)));
  }

  /** Inserts all of them or none, by one transaction: nothing else may use the connection then. */
  async insertAll(fill: (insert: InsertForeign) => Promise<void>): Promise<void> {
    await storage(
      this.dataSource.transaction((manager) =>
        fill(async (interactions) => {
          const rows = interactions.map(({ state }) => encodeRow(state));
          if (rows.length > 0) await manager.insert(InteractionEntity, rows);
          const names = interactions.flatMap(namesOf);
          if (names.length > 0) await manager.insert(ImportedNameEntity, names);
        }),
      ),
    );
  }

  /** Whether the row still had the version before `state.version`, and now holds `state`. */
  async update(state: InteractionState): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const { affected } = await storage(runner.query(UPDATE, updateParameters(state), true));
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

  /** Those whose generation has no outcome yet, or one that was not shown. */
  async findActive(): Promise<InteractionEntity[]> {
    // Word for word the condition of the partial index; SQLite would not find it for NOT (… IS NULL).
    return storage(
      this.rows.createQueryBuilder('row').where('row.activeStatus IS NOT NULL').getMany(),
    );
  }

  /** Those used since `since` whose row names a request and no card, oldest first. */
  async findWithoutCard(since: string, limit: number): Promise<InteractionEntity[]> {
    return storage(
      this.rows
        .createQueryBuilder('row')
        // By the index of cards, since few rows know none, while many were used within a day.
        .where('row.messageId IS NULL AND row.requestMessageId IS NOT NULL')
        .andWhere('row.lastUsedAt > :since', { since })
        .orderBy('row.lastUsedAt', 'ASC')
        .limit(limit)
        .getMany(),
    );
  }

  /** The channels of direct messages, those used last first. */
  async directChannelIds(limit: number): Promise<string[]> {
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('row.channelId', 'channelId')
        .where({ guildId: IsNull(), channelId: Not(IsNull()) })
        .groupBy('row.channelId')
        .orderBy('MAX(row.lastUsedAt)', 'DESC')
        .limit(limit)
        .getRawMany<{ channelId: string }>(),
    );
    return rows.map(({ channelId }) => channelId);
  }

  /** The next rows in the order of ids; `after` is the last id of the batch before. */
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

  async count(): Promise<number> {
    return storage(this.rows.count());
  }

  /** Bytes of all images that rows name. */
  async imageBytes(): Promise<number> {
    return (await storage(this.rows.sum('imageBytes'))) ?? 0;
  }

  async countUnused(before: string): Promise<number> {
    return storage(this.rows.countBy(unusedSince(before)));
  }

  async unusedImageBytes(before: string): Promise<number> {
    return (await storage(this.rows.sum('imageBytes', unusedSince(before)))) ?? 0;
  }

  /** Those that nobody has used for longest. */
  async findUnused(before: string, limit: number): Promise<InteractionEntity[]> {
    const order = { lastUsedAt: 'ASC' } as const;
    return storage(this.rows.find({ where: unusedSince(before), order, take: limit }));
  }

  /**
   * Removes those of the ids that are still unused, in one statement: a click that came in between
   * wins.
   *
   * @returns the ids that are gone.
   */
  async deleteUnused(ids: readonly string[], before: string): Promise<ReadonlySet<string>> {
    const where = { id: In(ids), ...unusedSince(before) };
    const result = await storage(this.rows.delete(where));
    if (result.affected === ids.length) return new Set(ids);
    // Ids never come again, so what is not there was removed, by this or by another process.
    const rows = await storage(this.rows.find({ select: { id: true }, where: { id: In(ids) } }));
    const left = new Set(rows.map(({ id }) => id));
    return new Set(ids.filter((id) => !left.has(id)));
  }

  /** The ids, two at most, of the interactions whose card this is, by its place. */
  async idsByCard({ channelId, messageId }: FormerCard): Promise<string[]> {
    const where = [
      { messageId, channelId },
      { messageId, channelId: IsNull() },
    ];
    const rows = await storage(this.rows.find({ select: { id: true }, where, take: 2 }));
    return rows.map(({ id }) => id);
  }

  /** The ids, two at most, of imported interactions that had such pictures, and no other card. */
  async idsByFileNames({ fileNames, messageId }: FormerCard): Promise<string[]> {
    if (fileNames.length === 0) return [];
    const rows = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('DISTINCT row.id', 'id')
        .innerJoin(ImportedNameEntity, 'file', 'file.interactionId = row.id')
        .where('file.name IN (:...fileNames)', { fileNames })
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

/** Inserts some interactions inside the transaction of {@link InteractionRepository.insertAll}. */
export type InsertForeign = (interactions: readonly ForeignInteraction[]) => Promise<void>;

/** One with an active generation is never among them. */
function unusedSince(before: string) {
  return { lastUsedAt: LessThan(before), activeStatus: IsNull() };
}

function namesOf({ state, formerFileNames }: ForeignInteraction): ImportedNameEntity[] {
  return [...new Set(formerFileNames)].map((name) => ({ interactionId: state.id, name }));
}
