import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database.js';
import { InteractionStateEntity } from '../interaction-state.entity.js';
import { storage } from '../storage-errors.js';

/** Looks whether the database answers. */
@injectable()
export class DatabaseCheck {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /**
   * Reads from the table that all depends on.
   *
   * @throws AppError `storage.*`
   */
  async run(): Promise<void> {
    await storage(this.rows.createQueryBuilder('row').select('row.id').limit(1).getRawMany());
  }
}
