import { injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { interactionIdIn } from './images/image-keys.js';
import type { InsertForeign } from './foreign-interactions.js';
import { InteractionRepository } from './interaction-repository.js';
import { decodeRow, isReadable } from './interaction-row.js';
import type { InteractionEntity } from './interaction.entity.js';
import {
  erasable,
  removable,
  type ErasableInteraction,
  type RemovableInteraction,
} from './removable-interaction.js';
import { RemovalRepository, type Removable } from './removal-repository.js';
import type { StoredAmount } from './stored-totals.js';

/** One row: its state, or the reason why it cannot be read. */
export type ReadRow =
  | { readonly id: string; readonly state: InteractionState }
  | { readonly id: string; readonly state: null; readonly error: AppError };

/** How many rows are read, and kept in memory, at a time. */
const BATCH_SIZE = 100;

/**
 * Work on all stored interactions: backup, restore, import, retention, verification.
 * `PersistenceService` is for work on a single one. Every method throws `AppError` `storage.*` when
 * the database fails. Times are ISO 8601 in UTC.
 */
@injectable()
export class InteractionInventory {
  constructor(
    private readonly repository: InteractionRepository,
    private readonly removals: RemovalRepository,
  ) {}

  /** How many interactions there are; of many, within some percent. */
  async count(): Promise<number> {
    return (await this.repository.totals()).interactions;
  }

  async has(id: string): Promise<boolean> {
    return this.repository.exists(id);
  }

  /** The ids that begin with `start`, by id; at most `limit`. */
  async idsBeginningWith(start: string, limit: number): Promise<string[]> {
    const next = await this.repository.batchAfter(start, limit);
    return next.map(({ id }) => id).filter((id) => id.startsWith(start));
  }

  async isEmpty(): Promise<boolean> {
    return this.repository.isEmpty();
  }

  /**
   * Yields all interactions by id. Rows may change meanwhile: each row is as it was when its batch
   * was read, and rows that are added or removed meanwhile may be missing.
   */
  async *all(): AsyncGenerator<ReadRow> {
    for (let after = ''; ;) {
      const batch = await this.repository.batchAfter(after, BATCH_SIZE);
      for (const row of batch) yield readRow(row);
      const last = batch.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  /** The file names that the Python bot gave to the pictures of an interaction. */
  async formerFileNames(id: string): Promise<string[]> {
    return this.repository.formerFileNames(id);
  }

  /**
   * Inserts interactions from an archive or an import, with their version and times: all that
   * `fill` inserts, or none. Nothing else may use the connection meanwhile.
   */
  async insertAll(fill: (insert: InsertForeign) => Promise<void>): Promise<void> {
    await this.repository.insertAll(fill);
  }

  /**
   * Counts the interactions that are to go. It reads a whole index, so it is too slow for a click.
   */
  async countRemovable(which: Removable): Promise<StoredAmount> {
    return {
      interactions: await this.removals.count(which),
      imageBytes: await this.removals.imageBytes(which),
    };
  }

  /** Interactions that are to go and have no active generation, least recently used first. */
  async findRemovable(which: Removable, limit: number): Promise<RemovableInteraction[]> {
    const rows = await this.removals.find(which, limit);
    return rows.map(removable);
  }

  /** The same as {@link findRemovable}, active ones included, with the messages that show them. */
  async findErasable(which: Removable, limit: number): Promise<ErasableInteraction[]> {
    return (await this.removals.find(which, limit)).map(erasable);
  }

  /**
   * Removes and returns those of `found` that still are to go. Their images are not removed. One
   * that somebody uses at this moment stays, but its model cannot go on from its pictures any more.
   */
  async remove(
    found: readonly RemovableInteraction[],
    which: Removable,
  ): Promise<RemovableInteraction[]> {
    const ids = found.map(({ id }) => id);
    await this.removals.deleteTurns(ids);
    const gone = await this.removals.delete(ids, which);
    return found.filter(({ id }) => gone.has(id));
  }

  /** Whether a server or channel has interactions, active ones included. */
  async hasAny(place: Extract<Removable, { guildId: string }>): Promise<boolean> {
    return this.removals.hasAny(place);
  }

  /** Takes what was removed out of the log of the database, where it would stay readable. */
  async eraseLog(): Promise<void> {
    await this.removals.eraseLog();
  }

  /**
   * The stored images that no row needs. Images of a row that cannot be read, or whose active
   * generation may be about to name them, count as needed.
   *
   * @param names one batch of names from an image store; one statement looks them all up.
   */
  async orphansAmong(names: readonly string[]): Promise<string[]> {
    const ids = new Set(names.flatMap((name) => interactionIdIn(name) ?? []));
    const rows = await this.repository.findAll([...ids]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return names.filter((name) => {
      const id = interactionIdIn(name);
      if (id === null) return false;
      const row = byId.get(id);
      return row === undefined || !needs(row, name);
    });
  }

  /**
   * The stored images of interactions that are to go which their rows do not name.
   *
   * @param names one batch of names from an image store; one statement looks them all up.
   */
  async unnamedAmong(names: readonly string[], which: Removable): Promise<string[]> {
    const ids = new Set(names.flatMap((name) => interactionIdIn(name) ?? []));
    const rows = await this.removals.findAmong([...ids], which);
    const keys = new Map(rows.map((row) => [row.id, new Set(removable(row).imageKeys)]));
    return names.filter((name) => keys.get(interactionIdIn(name) ?? '')?.has(name) === false);
  }
}

function readRow(row: InteractionEntity): ReadRow {
  try {
    return { id: row.id, state: decodeRow(row) };
  } catch (error) {
    if (error instanceof AppError) return { id: row.id, state: null, error };
    throw error;
  }
}

function needs(row: InteractionEntity, name: string): boolean {
  return row.document.includes(`"${name}"`) || row.activeStatus !== null || !isReadable(row);
}
