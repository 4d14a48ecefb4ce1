import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { noteDeletion } from '../interactions/deletion.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import type { NewInteraction } from '../interactions/new-interaction.js';
import { InteractionRepository, type FormerCard, type Place } from './interaction-repository.js';
import { decodeRow } from './interaction-row.js';
import type { InteractionEntity } from './interaction.entity.js';
import type { StoredTotals } from './stored-totals.js';

/** States take some 5 KB each. */
const MAX_RECENT = 1_000;

/**
 * Keeps interactions: one row each, one statement for every change, so that each change is whole or
 * did not happen. A state that was used a moment ago is in memory too, which spares reading and
 * checking its document while its row has the same version. Every method throws `AppError`
 * `storage.*` when the database fails. Times are ISO 8601 in UTC.
 */
@injectable()
export class PersistenceService {
  private readonly recent = new LRUCache<string, InteractionState>({ max: MAX_RECENT });

  constructor(
    private readonly repository: InteractionRepository,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Checks that the database answers. */
  async ping(): Promise<void> {
    await this.repository.ping();
  }

  /** Stores a new interaction and returns it as stored. */
  async create(state: NewInteraction): Promise<InteractionState> {
    const now = this.timestamp();
    const created: InteractionState = { ...state, version: 1, createdAt: now, lastUsedAt: now };
    await this.repository.insert(created);
    this.recent.set(created.id, created);
    this.logger.info({ interactionId: created.id, userId: created.userId }, SAVED);
    return created;
  }

  /**
   * The newest state of an interaction.
   *
   * @throws AppError `state.not_found` or `state.unreadable`; the row is not changed.
   */
  async load(id: string): Promise<InteractionState> {
    const state = await this.find(id);
    if (state !== null) return state;
    this.logger.warn({ interactionId: id }, 'Interaction state not found');
    throw new AppError({
      code: 'state.not_found',
      retryable: false,
      userMessage: 'I have no data for this card any more.',
    });
  }

  /**
   * The same for what somebody may have removed meanwhile: null when there is no such row.
   *
   * @throws AppError `state.unreadable`; the row is not changed.
   */
  async find(id: string): Promise<InteractionState | null> {
    const known = this.recent.get(id);
    if (known !== undefined && known.version === (await this.repository.versionOf(id)))
      return known;
    this.recent.delete(id);
    const row = await this.repository.find(id);
    if (row === null) return null;
    const state = this.decode(row);
    this.logger.debug({ interactionId: id }, 'Loaded interaction state');
    this.recent.set(id, state);
    return state;
  }

  /**
   * Stores a change and returns the state with its new version. A save counts as use.
   *
   * @throws AppError `state.conflict` when `state` is not based on the newest version. Then load it
   * again and repeat the change.
   */
  async save(state: InteractionState): Promise<InteractionState> {
    const saved = { ...state, version: state.version + 1, lastUsedAt: this.timestamp() };
    if (!(await this.repository.update(saved))) {
      throw new AppError({
        code: 'state.conflict',
        retryable: true,
        userMessage: 'Someone else changed this card at the same moment; please press again.',
      });
    }
    this.recent.set(state.id, saved);
    this.logger.info({ interactionId: state.id, version: saved.version }, SAVED);
    return saved;
  }

  /**
   * Applies `transition` to the newest state and saves the result. Repeats this after each
   * conflict. If the transition returns null, or the interaction was removed, nothing is changed.
   *
   * @returns the stored state, or null when nothing was changed.
   */
  async change(
    id: string,
    transition: (state: InteractionState) => InteractionState | null,
  ): Promise<InteractionState | null> {
    for (;;) {
      const newest = await this.find(id);
      const next = newest && transition(newest);
      if (next === null) return null;
      try {
        return await this.save(next);
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
  }

  /**
   * Notes that the card is gone; see `noteDeletion` of the state.
   *
   * @returns the stored state, or null when that was known already, or the interaction was removed.
   */
  async noteDeletion(id: string): Promise<InteractionState | null> {
    const now = new Date(this.clock.now()).toISOString();
    return await this.change(id, (newest) => noteDeletion(newest, now));
  }

  /**
   * The interaction that a message requested, or null. There is at most one, because the database
   * refuses a second row for the same message.
   *
   * @throws AppError `state.unreadable` as well, when the row is damaged.
   */
  async findByRequest(requestMessageId: string): Promise<InteractionState | null> {
    const row = await this.repository.findByRequest(requestMessageId);
    return row && this.decode(row);
  }

  /** The interactions whose generation has no outcome yet, or one that was not shown. */
  async findActive(): Promise<InteractionState[]> {
    return this.readable(await this.repository.findActive());
  }

  /**
   * The interactions used since `since` whose row has no card, oldest first. A process ended before
   * it posted the card or stored its id.
   */
  async findWithoutCard(since: string, limit: number): Promise<InteractionState[]> {
    return this.readable(await this.repository.findWithoutCard(since, limit));
  }

  /** The interactions whose card is one of these messages. */
  async idsOfCards(messageIds: readonly string[]): Promise<string[]> {
    return this.repository.idsOfCards(messageIds);
  }

  /** The servers that have interactions, one after the other, each by a look into an index. */
  async *guildIds(): AsyncGenerator<string> {
    let id = await this.repository.nextGuildId('');
    for (; id !== null; id = await this.repository.nextGuildId(id)) yield id;
  }

  /** The channels of direct messages with interactions, most recently used first. */
  async directChannelIds(limit: number): Promise<string[]> {
    return this.repository.directChannelIds(limit);
  }

  /**
   * The id of the only interaction that a card of the Python bot can show: found by its message,
   * else by its picture names if the interaction has no other card. Null if there is none, or more
   * than one.
   */
  async findFormerCard(card: FormerCard): Promise<string | null> {
    const here = await this.repository.idsByCard(card);
    const ids = here.length > 0 ? here : await this.repository.idsByFileNames(card);
    return ids.length === 1 ? (ids[0] ?? null) : null;
  }

  /** The file names that the Python bot gave to the pictures of an interaction. */
  async formerFileNames(id: string): Promise<string[]> {
    return this.repository.formerFileNames(id);
  }

  /**
   * The number of interactions of a server, or of a direct channel; at most `limit`, so that it
   * costs the same however many there are.
   */
  async countIn(place: Place, limit: number): Promise<number> {
    return this.repository.countIn(place, limit);
  }

  /** The totals; they take the same time however many interactions there are. */
  async stats(): Promise<StoredTotals> {
    return this.repository.totals();
  }

  /** The readable rows; the others are logged. */
  private readable(rows: readonly InteractionEntity[]): InteractionState[] {
    return rows.flatMap((row) => {
      try {
        return [this.decode(row)];
      } catch (error) {
        if (error instanceof AppError) return [];
        throw error;
      }
    });
  }

  private decode(row: InteractionEntity): InteractionState {
    try {
      return decodeRow(row);
    } catch (error) {
      this.logger.error({ interactionId: row.id, err: error }, 'Interaction state unreadable');
      throw error;
    }
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

/** Whether a save was refused because another save came first. */
export function isConflict(error: unknown): boolean {
  return error instanceof AppError && error.code === 'state.conflict';
}

const SAVED = 'Saved interaction state';
