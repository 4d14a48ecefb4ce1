import { inject, injectable } from 'tsyringe';
import { Brackets, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import type { GenerationLease } from '../interactions/interaction-state.js';
import { storage } from './storage-errors.js';

/**
 * Who runs which generation. A claim is one statement that the database either carries out or not,
 * so that of any number of workers, in one process or several, one gets it. Every method throws
 * `AppError` `storage.*` when the database fails.
 */
@injectable()
export class GenerationLeases {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /**
   * `requested → running`, or the `running` of a worker that is dead or late taken over.
   *
   * @param takeOver whether whoever else holds a lease is known to be dead.
   * @returns whether the generation is the caller's now.
   */
  async claim(id: string, { owner, since, until }: GenerationLease, takeOver: boolean) {
    const result = await storage(
      this.rows
        .createQueryBuilder()
        .update()
        .set({
          underWay: 'running',
          leaseOwner: owner,
          leaseSince: since,
          leaseUntil: until,
          claims: () => 'COALESCE(claims, 0) + 1',
          version: () => 'version + 1',
        })
        .where('id = :id', { id })
        .andWhere(
          new Brackets((due) =>
            due.where(`under_way = 'requested'`).orWhere(
              new Brackets((dead) =>
                dead
                  .where(`under_way = 'running'`)
                  .andWhere('(lease_owner IS NULL OR lease_owner <> :owner)', { owner })
                  .andWhere(takeOver ? '1 = 1' : '(lease_until IS NULL OR lease_until <= :since)', {
                    since,
                  }),
              ),
            ),
          ),
        )
        .execute(),
    );
    return result.affected === 1;
  }

  /** Moves a lease on, if it is still the caller's; clicks on the card are not disturbed by it. */
  async renew(id: string, { owner, until }: GenerationLease): Promise<void> {
    await storage(
      this.rows.update({ id, underWay: 'running', leaseOwner: owner }, { leaseUntil: until }),
    );
  }
}
