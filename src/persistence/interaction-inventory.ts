import { injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { interactionIdIn, ownKeysIn } from './images/image-keys.js';
import { InteractionRepository, type InsertForeign } from './interaction-repository.js';
import { decodeRow, isReadable } from './interaction-row.js';
import type { InteractionEntity } from './interaction.entity.js';
import type { StoredAmount } from './persistence-service.js';

/** One row: what it holds, or why it cannot be read. */
export type ReadRow =
  | { readonly id: string; readonly state: InteractionState }
  | { readonly id: string; readonly state: null; readonly error: AppError };

/** One interaction that can go, and what goes with it. */
export interface UnusedInteraction {
  readonly id: string;
  /** The images that its row names. */
  readonly imageKeys: readonly string[];
  readonly imageBytes: number;
}

/** So many rows are in memory, and hold the database, at a time. */
const BATCH_SIZE = 100;

/**
 * All stored interactions together, for whoever looks after the data: backup, restore, import,
 * retention, verification. `PersistenceService` is for the work on a single one. Every method throws
 * `AppError` `storage.*` when the database fails. Times are ISO 8601 in UTC.
 */
@injectable()
export class InteractionInventory {
  constructor(private readonly repository: InteractionRepository) {}

  async count(): Promise<number> {
    return this.repository.count();
  }

  async has(id: string): Promise<boolean> {
    return this.repository.exists(id);
  }

  async isEmpty(): Promise<boolean> {
    return this.repository.isEmpty();
  }

  /**
   * All that are there from the beginning to the end of the walk, by id. Others may change, come and
   * go meanwhile: each row is as it was when its batch was read.
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

  /** The names that the Python predecessor gave to the pictures of an interaction. */
  async formerFileNames(id: string): Promise<string[]> {
    return this.repository.formerFileNames(id);
  }

  /**
   * Takes interactions over from elsewhere, with version and times as they are: all that `fill`
   * inserts, or none. Nothing else may use the database meanwhile.
   */
  async takeOver(fill: (insert: InsertForeign) => Promise<void>): Promise<void> {
    await this.repository.insertAll(fill);
  }

  /** Counts what was not used since `before`; it reads the whole index, so nobody may be waiting. */
  async countUnused(before: string): Promise<StoredAmount> {
    return {
      interactions: await this.repository.countUnused(before),
      imageBytes: await this.repository.unusedImageBytes(before),
    };
  }

  /** Those that nobody has used since `before`, the longest unused first; no active generation. */
  async findUnused(before: string, limit: number): Promise<UnusedInteraction[]> {
    const rows = await this.repository.findUnused(before, limit);
    return rows.map(({ id, document, imageBytes }) => ({
      id,
      imageKeys: ownKeysIn(document, id),
      imageBytes,
    }));
  }

  /** Removes those of `found` that are still unused, and returns them; their images are left. */
  async removeUnused(
    found: readonly UnusedInteraction[],
    before: string,
  ): Promise<UnusedInteraction[]> {
    const ids = found.map(({ id }) => id);
    const gone = await this.repository.deleteUnused(ids, before);
    return found.filter(({ id }) => gone.has(id));
  }

  /**
   * Those of the names of stored images that no row needs. An image of a row that cannot be read, or
   * whose generation is active and may be about to name it, is never among them.
   *
   * @param names as an image store lists them; a batch, since all are asked for at once.
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
