import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';
import { Brackets, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/** How long a lease lasts. Without a renewal, another worker may then take over. */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

/** A lease that is renewed until it is released or lost. */
export interface HeldLease {
  /** Aborts when the row names another owner, or none. */
  readonly lost: AbortSignal;
  readonly release: () => void;
}

/**
 * Leases of generations. A claim is one conditional statement, so only one of several workers, in
 * one process or more, gets it. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class GenerationLeases {
  /** Unique for each start, unlike a process id or a host name. */
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
   * `requested → running`, or takes over `running` from a worker that is dead or whose lease has
   * ended.
   *
   * @param takeOver whether the process that holds the lease is known to be dead.
   * @returns whether the caller owns the generation now.
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

  /** Renews a claimed lease periodically until it is released or lost. */
  hold(id: string): HeldLease {
    const lost = new AbortController();
    const timer = setInterval(() => {
      void this.renew(id, lost);
    }, RENEW_EVERY_MS);
    return { lost: lost.signal, release: () => clearInterval(timer) };
  }

  /**
   * Extends the lease if the caller still owns it. This does not conflict with clicks on the card.
   */
  private async renew(id: string, lost: AbortController): Promise<void> {
    const mine = { id, activeStatus: 'running', leaseOwner: this.owner };
    try {
      const result = await storage(
        this.rows.update(mine, { leaseUntil: this.timestamp(LEASE_MS) }),
      );
      if (result.affected !== 1) lost.abort(new Error('the lease is lost'));
    } catch (err) {
      // The next renewal is due well before the lease ends.
      this.logger.warn({ interactionId: id, err }, 'Lease could not be renewed');
    }
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}
