import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';
import { Brackets, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/** How long a worker may be silent before another one may take its place. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

/** A lease that is renewed until it is released or lost. */
export interface HeldLease {
  /** Fires when the row says that the lease is somebody else’s, or nobody’s. */
  readonly lost: AbortSignal;
  readonly release: () => void;
}

/**
 * Who runs which generation. A claim is one statement that the database either carries out or not,
 * so that of any number of workers, in one process or several, one gets it. Every method throws
 * `AppError` `storage.*` when the database fails.
 */
@injectable()
export class GenerationLeases {
  /** Another one at every start, unlike a process id or a host’s name. */
  private readonly owner = randomUUID();
  private readonly rows: Repository<InteractionEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /**
   * `requested → running`, or the `running` of a worker that is dead or late taken over.
   *
   * @param takeOver whether whoever else holds a lease is known to be dead.
   * @returns whether the generation is the caller’s now.
   */
  async claim(id: string, takeOver: boolean): Promise<boolean> {
    const { owner } = this;
    const now = this.timestamp(0);
    const result = await storage(
      this.rows
        .createQueryBuilder()
        .update()
        .set({
          activeStatus: 'running',
          leaseOwner: owner,
          leaseSince: now,
          leaseUntil: this.timestamp(LEASE_MS),
          attempts: () => 'attempts + 1',
          version: () => 'version + 1',
        })
        .where('id = :id', { id })
        .andWhere(
          new Brackets((due) =>
            due.where(`active_status = 'requested'`).orWhere(
              new Brackets((dead) =>
                dead
                  .where(`active_status = 'running'`)
                  .andWhere('(lease_owner IS NULL OR lease_owner <> :owner)', { owner })
                  .andWhere(takeOver ? '1 = 1' : '(lease_until IS NULL OR lease_until <= :now)', {
                    now,
                  }),
              ),
            ),
          ),
        )
        .execute(),
    );
    return result.affected === 1;
  }

  /** Renews a claimed lease again and again, until it is released or lost. */
  hold(id: string): HeldLease {
    const lost = new AbortController();
    const timer = setInterval(() => {
      void this.renew(id, lost);
    }, RENEW_EVERY_MS);
    return { lost: lost.signal, release: () => clearInterval(timer) };
  }

  /** Moves a lease on, if it is still the caller’s; clicks on the card are not disturbed by it. */
  private async renew(id: string, lost: AbortController): Promise<void> {
    const mine = { id, activeStatus: 'running', leaseOwner: this.owner };
    try {
      const result = await storage(
        this.rows.update(mine, { leaseUntil: this.timestamp(LEASE_MS) }),
      );
      if (result.affected !== 1) lost.abort(new Error('the lease is lost'));
    } catch (err) {
      // The next renewal is due long before the lease ends.
      this.logger.warn({ interactionId: id, err }, 'Lease could not be renewed');
    }
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}
