import { inject, injectable } from 'tsyringe';
import { In, type DataSource, type Repository } from 'typeorm';

import type { GenerationStatus } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { decodeRow } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { OWN_CARDS, type OwnCards } from './own-cards.js';
import { storage } from './storage-errors.js';

/** A generation that some process has to do something for. */
export interface UnfinishedGeneration {
  readonly interactionId: string;
  readonly guildId: string | null;
  readonly status: GenerationStatus;
}

/**
 * Finds the generations of one's own cards that no worker is at work on, as far as the rows tell:
 * they wait, their lease has ended, or their outcome is not shown. Every method throws `AppError`
 * `storage.*` when the database fails.
 */
@injectable()
export class UnfinishedGenerations {
  /** Interactions that this process cannot read. They are told once. */
  private readonly unreadable = new Set<string>();
  private readonly rows: Repository<InteractionEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(OWN_CARDS) private readonly ownCards: OwnCards,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /** Reads a few columns of the rows in a small index, so that it can be repeated often. */
  async find(): Promise<UnfinishedGeneration[]> {
    const now = new Date(this.clock.now()).toISOString();
    const all = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('row.id', 'interactionId')
        .addSelect('row.guildId', 'guildId')
        .addSelect('row.activeStatus', 'status')
        .where('row.activeStatus IS NOT NULL')
        .andWhere(
          `(row.activeStatus <> 'running' OR row.leaseUntil IS NULL OR row.leaseUntil <= :now)`,
          { now },
        )
        .getRawMany<UnfinishedGeneration>(),
    );
    return all.filter(
      ({ interactionId, guildId }) =>
        this.ownCards.isOwn(guildId) && !this.unreadable.has(interactionId),
    );
  }

  /** Their states, without those that are gone or cannot be read. */
  async load(interactionIds: readonly string[]): Promise<InteractionState[]> {
    const rows = await storage(this.rows.findBy({ id: In(interactionIds) }));
    return rows.flatMap((row) => this.decode(row) ?? []);
  }

  private decode(row: InteractionEntity): InteractionState | null {
    try {
      return decodeRow(row);
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      this.unreadable.add(row.id);
      this.logger.error({ interactionId: row.id, err }, 'Interaction state unreadable');
      return null;
    }
  }
}
