import { inject, injectable } from 'tsyringe';
import { In, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from '../database/database.js';
import { isReadable } from '../interaction-state-codec.js';
import { InteractionStateEntity } from '../interaction-state.entity.js';
import { storage } from '../storage-errors.js';
import { interactionIdIn } from './image-keys.js';

/** Knows which stored images rows name. */
@injectable()
export class ImageOwners {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /**
   * Those of the names that no row needs. An image of a row that cannot be read, or whose generation
   * is under way and may be about to name it, is never among them.
   *
   * @param names as an image store lists them; a batch, since all are asked for at once.
   * @throws AppError `storage.*`
   */
  async orphansAmong(names: readonly string[]): Promise<string[]> {
    const ids = new Set(names.flatMap((name) => interactionIdIn(name) ?? []));
    const rows = await storage(this.rows.findBy({ id: In([...ids]) }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return names.filter((name) => {
      const id = interactionIdIn(name);
      if (id === null) return false;
      const row = byId.get(id);
      return row === undefined || !needs(row, name);
    });
  }
}

function needs(row: InteractionStateEntity, name: string): boolean {
  const isNamed = `${row.inputs}${row.outputs}`.includes(`"${name}"`);
  return isNamed || row.underWay !== null || !isReadable(row);
}
