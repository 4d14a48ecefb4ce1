import { inject, injectable } from 'tsyringe';
import { IsNull, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { ModelRecordEntity } from './model-record.entity.js';
import { storage } from './storage-errors.js';

/** The health data of one image model, which all processes share. */
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

  /** The record of a model; it is empty where nothing is known. */
  async load(name: string): Promise<ModelRecord> {
    return (await storage(this.rows.findOneBy({ name }))) ?? unknown(name);
  }

  /**
   * Applies `transition` to the newest record of a model by one conditional statement, and repeats
   * this when another process was faster. If the transition returns null, nothing is changed.
   *
   * @returns the newest record.
   */
  async change(
    name: string,
    transition: (record: ModelRecord) => ModelRecord | null,
  ): Promise<ModelRecord> {
    for (;;) {
      const record = await this.load(name);
      const next = transition(record);
      if (next === null) return record;
      if (await this.replace(record, next)) return next;
      await this.create(name);
    }
  }

  /** The average is no condition: it is an estimate, and the last one wins. */
  private async replace(
    { name, failuresInARow, openUntil }: ModelRecord,
    next: ModelRecord,
  ): Promise<boolean> {
    const unchanged = { name, failuresInARow, openUntil: openUntil ?? IsNull() };
    const { affected } = await storage(this.rows.update(unchanged, { ...next }));
    return affected === 1;
  }

  private async create(name: string): Promise<void> {
    const insert = this.rows.createQueryBuilder().insert().values(unknown(name)).orIgnore();
    await storage(insert.execute());
  }
}

function unknown(name: string): ModelRecord {
  return { name, averageMs: null, failuresInARow: 0, openUntil: null };
}
