import { inject, injectable } from 'tsyringe';
import type { DataSource, Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/** The interactions that people keep from cleanup. */
@injectable()
export class KeptInteractions {
  private readonly rows: Repository<InteractionEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /**
   * How many a person keeps; it reads an index alone.
   *
   * @throws AppError `storage.*`
   */
  async countOf(personId: string): Promise<number> {
    return storage(this.rows.createQueryBuilder('row').where({ keptBy: personId }).getCount());
  }
}
