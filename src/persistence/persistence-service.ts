import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { decodeState, encodeState } from './interaction-state-codec.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { storage } from './storage-errors.js';

/** A state before its first save: the service adds version and times. */
export type NewInteractionState = Omit<InteractionState, 'version' | 'createdAt' | 'lastUsedAt'>;

/** How much is stored. */
export interface PersistenceStats {
  readonly interactions: number;
  /** Bytes of all images that rows name. */
  readonly imageBytes: number;
}

/**
 * Keeps interactions: one row each, one statement for every change, so that each change is whole
 * or did not happen. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class PersistenceService {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /** Stores a new interaction and returns it as stored. */
  async create(state: NewInteractionState): Promise<InteractionState> {
    const now = this.timestamp();
    const created: InteractionState = { ...state, version: 1, createdAt: now, lastUsedAt: now };
    await storage(
      this.rows.insert({ id: created.id, version: created.version, ...encodeState(created) }),
    );
    this.logger.info({ interactionId: created.id, userId: created.userId }, SAVED);
    return created;
  }

  /**
   * The newest state of an interaction.
   *
   * @throws AppError `state.not_found` or `state.unreadable`; the row stays as it is.
   */
  async load(id: string): Promise<InteractionState> {
    const row = await storage(this.rows.findOneBy({ id }));
    if (row === null) {
      this.logger.warn({ interactionId: id }, 'Interaction state not found');
      throw new AppError({
        code: 'state.not_found',
        retryable: false,
        sentence: 'I have no data for this card any more.',
      });
    }
    const state = this.decode(row);
    this.logger.debug({ interactionId: id }, 'Loaded interaction state');
    return state;
  }

  /**
   * Stores a change and returns the state with its new version. Saving counts as use.
   *
   * @throws AppError `state.conflict` when `state` does not come from the newest version: load
   * again and repeat the change.
   */
  async save(state: InteractionState): Promise<InteractionState> {
    const saved = { ...state, version: state.version + 1, lastUsedAt: this.timestamp() };
    const result = await storage(
      this.rows.update(
        { id: state.id, version: state.version },
        { version: saved.version, ...encodeState(saved) },
      ),
    );
    if (result.affected !== 1) {
      throw new AppError({
        code: 'state.conflict',
        retryable: true,
        sentence: 'Someone else changed this card at the same moment; please press again.',
      });
    }
    this.logger.info({ interactionId: state.id, version: saved.version }, SAVED);
    return saved;
  }

  /**
   * Applies `transition` to the newest state, again and again while others change it at the same
   * moment. A transition that returns null asks for no change.
   *
   * @returns the state as stored, or null when no change was asked for.
   */
  async change(
    id: string,
    transition: (state: InteractionState) => InteractionState | null,
  ): Promise<InteractionState | null> {
    for (;;) {
      const next = transition(await this.load(id));
      if (next === null) return null;
      try {
        return await this.save(next);
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
  }

  /** The interactions whose generation is owed its outcome; unreadable ones are logged only. */
  async statesUnderWay(): Promise<InteractionState[]> {
    // Word for word the condition of the partial index; SQLite would not find it for NOT (… IS NULL).
    const rows = await storage(
      this.rows.createQueryBuilder('row').where('row.underWay IS NOT NULL').getMany(),
    );
    return rows.flatMap((row) => {
      try {
        return [this.decode(row)];
      } catch (error) {
        if (error instanceof AppError) return [];
        throw error;
      }
    });
  }

  async stats(): Promise<PersistenceStats> {
    const interactions = await storage(this.rows.count());
    const imageBytes = await storage(this.rows.sum('imageBytes'));
    return { interactions, imageBytes: imageBytes ?? 0 };
  }

  private decode(row: InteractionStateEntity): InteractionState {
    try {
      return decodeState(row);
    } catch (error) {
      this.logger.error({ interactionId: row.id, err: error }, 'Interaction state unreadable');
      throw error;
    }
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

/** Whether a save was refused because someone else saved first. */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'state.conflict';
}

const SAVED = 'Saved interaction state';
