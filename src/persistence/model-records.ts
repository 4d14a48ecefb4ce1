import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { ModelRecordEntity } from './model-record.entity.js';
import { storage } from './storage-errors.js';

/** The health data of one image model. */
export interface ModelRecord {
  readonly name: string;
  /** The running average of the time for one picture, in milliseconds; null before the first. */
  readonly averageMs: number | null;
  /** Consecutive calls in which the model was overloaded or unreachable. */
  readonly failuresInARow: number;
  /** The model is not called before this time; ISO 8601, UTC, or null. */
  readonly openUntil: string | null;
}

/** Stores the records of image models. Every method throws `AppError` `storage.*`. */
@injectable()
export class ModelRecords {
  private readonly rows: Repository<ModelRecordEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(ModelRecordEntity);
  }

  /** The record of a model, or null if there is none. */
  async load(name: string): Promise<ModelRecord | null> {
    return storage(this.rows.findOneBy({ name }));
  }

  /** Stores a record; it replaces the model's former one. */
  async save(record: ModelRecord): Promise<void> {
    await storage(this.rows.upsert({ ...record }, ['name']));
  }
}
