import { inject, injectable } from 'tsyringe';
import {
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Not,
  Raw,
  type DataSource,
  type FindOptionsWhere,
  type Repository,
} from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { eraseLog } from './database/engine.js';
import { InteractionEntity } from './interaction.entity.js';
import { LAST_USE } from './interaction-statements.js';
import { ModelTurnEntity } from './model-turn.entity.js';
import { storage } from './storage-errors.js';

/**
 * Which interactions go. One with an active generation does only when it, its person or its server
 * is named. Times are ISO 8601 in UTC.
 */
export type Removable =
  | {
      /** Those last used before this time. */
      readonly unusedSince: string;
      /** Whether those that somebody keeps go, too. */
      readonly evenKept?: boolean;
      /** Only those of this server. */
      readonly onServer?: string;
    }
  | { /** Those whose card was deleted before this time. */ readonly deletedBefore: string }
  | {
      /** Previews that nobody has confirmed, keeps, or has used since this time. */
      readonly unconfirmedSince: string;
    }
  | { /** This one. */ readonly id: string }
  | {
      /** All that this person asked for. */ readonly personId: string;
      /** Later ones stay. */ readonly createdUntil: string;
    }
  | { /** All of this server. */ readonly serverId: string; readonly createdUntil: string }
  | {
      readonly guildId: string;
      /** Null: of the whole server. */ readonly channelId: string | null;
    };

/** How long a statement about turns may hold the connection before the next one does less. */
const MAX_HOLD_MS = 5;
/** The most of them in one statement. */
const MAX_TURNS = 64;

/**
 * The statements that find and remove interactions, for `InteractionInventory`. Every method throws
 * `AppError` `storage.*` when the database fails.
 */
@injectable()
export class RemovalRepository {
  private readonly rows: Repository<InteractionEntity>;
  private readonly turns: Repository<ModelTurnEntity>;

  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionEntity);
    this.turns = dataSource.getRepository(ModelTurnEntity);
  }

  async count(which: Removable): Promise<number> {
    return storage(this.rows.countBy(conditionOf(which)));
  }

  /** Bytes of all images that they name. */
  async imageBytes(which: Removable): Promise<number> {
    return (await storage(this.rows.sum('imageBytes', conditionOf(which)))) ?? 0;
  }

  /** Some of them; of unused ones, those of the earliest days. */
  async find(which: Removable, limit: number): Promise<InteractionEntity[]> {
    const where = conditionOf(which);
    // In another order than that of the index, each batch would sort all of them.
    const order = 'unusedSince' in which ? ({ lastUsedDay: 'ASC' } as const) : {};
    return storage(this.rows.find({ where, order, take: limit }));
  }

  /** Those of the ids that are to go. */
  async findAmong(ids: readonly string[], which: Removable): Promise<InteractionEntity[]> {
    const where = { ...conditionOf(which), id: 'id' in which ? which.id : In(ids) };
    return storage(this.rows.findBy(where));
  }

  /**
   * Removes what models keep for these interactions. It would go with their rows, but all
   * of it in the same statement: each may be 2 MiB, which takes some 20 ms, and what shares
   * the connection waits.
   */
  async deleteTurns(ids: readonly string[]): Promise<void> {
    const select = { interactionId: true, imageKey: true } as const;
    const found = await storage(this.turns.find({ select, where: { interactionId: In(ids) } }));
    let size = 1;
    for (let next = 0; next < found.length;) {
      const batch = found.slice(next, next + size);
      const startedMs = performance.now();
      await storage(this.turns.createQueryBuilder().delete().whereInIds(batch).execute());
      next += batch.length;
      const isShort = performance.now() - startedMs < MAX_HOLD_MS;
      size = isShort ? Math.min(size * 2, MAX_TURNS) : 1;
    }
  }

  /**
   * Removes those of the ids that still are to go, in one statement, so that a click in between is
   * not lost.
   *
   * @returns the ids that no longer exist.
   */
  async delete(ids: readonly string[], which: Removable): Promise<ReadonlySet<string>> {
    const result = await storage(this.rows.delete({ ...conditionOf(which), id: In(ids) }));
    if (result.affected === ids.length) return new Set(ids);
    // Ids are never reused, so missing rows were removed by this or another process.
    const rows = await storage(this.rows.find({ select: { id: true }, where: { id: In(ids) } }));
    const remaining = new Set(rows.map(({ id }) => id));
    return new Set(ids.filter((id) => !remaining.has(id)));
  }

  /** Whether a place has interactions, active ones included. */
  async hasAny({ guildId, channelId }: Extract<Removable, { guildId: string }>): Promise<boolean> {
    return storage(this.rows.existsBy({ guildId, channelId: channelId ?? Not(IsNull()) }));
  }

  /** Takes what was removed out of the log of the database, where it would stay readable. */
  async eraseLog(): Promise<void> {
    await storage(eraseLog(this.dataSource));
  }
}

function conditionOf(which: Removable): FindOptionsWhere<InteractionEntity> {
  if ('id' in which) return { id: which.id };
  if ('personId' in which)
    return { userId: which.personId, createdAt: LessThanOrEqual(which.createdUntil) };
  if ('serverId' in which)
    return { guildId: which.serverId, createdAt: LessThanOrEqual(which.createdUntil) };
  const activeStatus = IsNull();
  if ('unusedSince' in which) {
    const since = which.unusedSince;
    const lastUsedAt = Raw(() => `${LAST_USE} < :since`, { since });
    const keptBy = which.evenKept === true ? {} : { keptBy: IsNull() };
    const guildId = which.onServer === undefined ? {} : { guildId: which.onServer };
    return { ...guildId, lastUsedDay: LessThan(since), ...keptBy, lastUsedAt, activeStatus };
  }
  if ('unconfirmedSince' in which) {
    const since = which.unconfirmedSince;
    return {
      createdAt: LessThan(since),
      // One that a former version has changed since may have a picture by now.
      previewVersion: Raw((column) => `${column} IS NOT NULL AND ${column} = version`),
      lastUsedAt: Raw(() => `${LAST_USE} < :since`, { since }),
      keptBy: IsNull(),
      activeStatus,
    };
  }
  if ('deletedBefore' in which) return { deletedAt: LessThan(which.deletedBefore), activeStatus };
  const { guildId, channelId } = which;
  return { guildId, channelId: channelId ?? Not(IsNull()), activeStatus };
}
