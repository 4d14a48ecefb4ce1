import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { ModelRecordEntity } from './model-record.entity.js';
import { storage } from './storage-errors.js';

/** What is known of one image model. */
export interface ModelRecord {
  readonly name: string;
  /** The running average of the time one picture takes, in milliseconds; null before the first. */
  readonly averageMs: number | null;
  /** How many calls in a row have found it overloaded or out of reach. */
  readonly failuresInARow: number;
  /** Until then it is not asked; ISO 8601, UTC, or null. */
  readonly openUntil: string | null;
}

/** Keeps what is known of image models. Every method throws `AppError` `storage.*`. */
@injectable()
export class ModelRecords {
  private readonly rows: Repository<ModelRecordEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(ModelRecordEntity);
  }

  /** The record of a model, or null when there is none yet. */
  async load(name: string): Promise<ModelRecord | null> {
    return storage(this.rows.findOneBy({ name }));
  }

  /** Stores a record in place of the model's former one. */
  async save(record: ModelRecord): Promise<void> {
    await storage(this.rows.upsert({ ...record }, ['name']));
  }
}
