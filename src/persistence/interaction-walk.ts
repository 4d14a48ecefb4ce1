import { inject, injectable } from 'tsyringe';
import { MoreThan, type DataSource, type Repository } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { DATA_SOURCE } from './database/database.js';
import { decodeState } from './interaction-state-codec.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { storage } from './storage-errors.js';

/** One row: what it holds, or why it cannot be read. */
export type WalkedRow =
  | { readonly id: string; readonly state: InteractionState }
  | { readonly id: string; readonly state: null; readonly error: AppError };

/** So many rows are in memory, and hold the database, at a time. */
const BATCH_SIZE = 100;

/** Reads every interaction, a batch at a time. Every method throws `AppError` `storage.*`. */
@injectable()
export class InteractionWalk {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /** How many there are. */
  async count(): Promise<number> {
    return storage(this.rows.count());
  }

  /** Whether an interaction is still there. */
  async has(id: string): Promise<boolean> {
    return storage(this.rows.existsBy({ id }));
  }

  /**
   * All that are there from the beginning to the end of the walk, by id. Others may change, come and
   * go meanwhile: each row is as it was when its batch was read.
   */
  async *all(): AsyncGenerator<WalkedRow> {
    for (let after = ''; ;) {
      const batch = await storage(
        this.rows.find({
          where: { id: MoreThan(after) },
          order: { id: 'ASC' },
          take: BATCH_SIZE,
        }),
      );
      for (const row of batch) yield walked(row);
      const last = batch.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }
}

function walked(row: InteractionStateEntity): WalkedRow {
  try {
    return { id: row.id, state: decodeState(row) };
  } catch (error) {
    if (error instanceof AppError) return { id: row.id, state: null, error };
    throw error;
  }
}
