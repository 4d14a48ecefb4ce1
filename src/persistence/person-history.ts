import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository, SelectQueryBuilder } from 'typeorm';

import {
  NEWEST,
  type HistoryChoice,
  type HistoryPlace,
  type HistoryPosition,
} from '../interactions/history.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { isAbout } from '../interactions/prompt-search.js';
import { AppError } from '../platform/app-error.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { DOCUMENT_MAY_CONTAIN, likePattern } from './document-search.js';
import { decodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/** Whose interactions, and which of them. */
export interface HistoryFilter extends HistoryChoice {
  readonly personId: string;
}

/** A page, newest first. */
export interface HistoryPage {
  readonly entries: readonly InteractionState[];
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** How many rows one statement looks through, so that no search holds up the clicks of others. */
const SEARCHED_AT_ONCE = 200;

/**
 * The interactions that one person asked for. An index gives their order, and no rows of others are
 * read. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class PersonHistory {
  private readonly rows: Repository<InteractionEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /**
   * One page of at most `size` interactions. Deleted ones, and rows that cannot be read,
   * are left out.
   */
  async page(filter: HistoryFilter, place: HistoryPlace, size: number): Promise<HistoryPage> {
    const found = await this.find(filter, place, size + 1);
    const entries = found.slice(0, size);
    const hasMore = found.length > size;
    if (place.direction === 'older')
      return { entries, hasNewer: place.from !== null, hasOlder: hasMore };
    // The newest page is a full one, also where somebody comes to it from an older one.
    if (!hasMore) return this.page(filter, NEWEST, size);
    return { entries: entries.toReversed(), hasNewer: true, hasOlder: true };
  }

  /** At most `limit` of them, in the direction of the place. */
  private async find(
    filter: HistoryFilter,
    { direction, from }: HistoryPlace,
    limit: number,
  ): Promise<InteractionState[]> {
    const atOnce = filter.text === '' ? limit : SEARCHED_AT_ONCE;
    const found: InteractionState[] = [];
    for (let last = from; ;) {
      const positions = await this.positions(filter, { direction, from: last }, atOnce);
      found.push(...(await this.matching(filter, positions)));
      last = positions.at(-1) ?? null;
      if (found.length >= limit || positions.length < atOnce) return found.slice(0, limit);
    }
  }

  /** The next ones by the index, whatever they are about. */
  private async positions(
    { personId, isKept }: HistoryFilter,
    { direction, from }: HistoryPlace,
    limit: number,
  ): Promise<HistoryPosition[]> {
    const [order, beyond] =
      direction === 'older' ? (['DESC', '<'] as const) : (['ASC', '>'] as const);
    const query = this.rows
      .createQueryBuilder('row')
      .select('row.id', 'id')
      .addSelect('row.createdAt', 'createdAt')
      .where('row.userId = :personId', { personId })
      .orderBy('row.createdAt', order)
      .addOrderBy('row.id', order)
      .limit(limit);
    if (isKept) query.andWhere('row.keptBy IS NOT NULL');
    if (from !== null) query.andWhere(`(row.createdAt, row.id) ${beyond} (:createdAt, :id)`, from);
    return storage(query.getRawMany<HistoryPosition>());
  }

  /** Those of the positions that are to be shown, in their order. */
  private async matching(
    { text }: HistoryFilter,
    positions: readonly HistoryPosition[],
  ): Promise<InteractionState[]> {
    if (positions.length === 0) return [];
    const ids = positions.map(({ id }) => id);
    const query = this.rows
      .createQueryBuilder('row')
      .where('row.id IN (:...ids)', { ids })
      .andWhere('row.deletedAt IS NULL');
    const rows = await storage(withText(query, text).getMany());
    const states = new Map(rows.flatMap((row) => this.readable(row)).map((one) => [one.id, one]));
    const ordered = ids.flatMap((id) => states.get(id) ?? []);
    return text === '' ? ordered : ordered.filter((state) => isAbout(state, text));
  }

  private readable(row: InteractionEntity): InteractionState[] {
    try {
      return [decodeRow(row)];
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      this.logger.error({ interactionId: row.id, err }, 'Interaction state unreadable');
      return [];
    }
  }
}

function withText(query: SelectQueryBuilder<InteractionEntity>, text: string) {
  if (text === '') return query;
  return query.andWhere(DOCUMENT_MAY_CONTAIN, { pattern: likePattern(text) });
}
