import { inject, injectable } from 'tsyringe';
import { Brackets, IsNull, Not, type DataSource, type Repository } from 'typeorm';

import { GENERATION_LIMITS, type GenerationLimits } from '../config/generation-limits.js';
import type { GenerationLease } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { InteractionEntity } from './interaction.entity.js';
import { IS_ONLY_PROCESS } from './only-process.js';
import { freeSlot, waitInLine } from './person-slots.js';
import { isUniqueViolation, storage } from './storage-errors.js';

/** How long a lease lasts. Without a renewal, another worker may then take over. */
export const LEASE_MS = 60_000;

/** A worker notices as late as that that its generation was cancelled by another process. */
export const RENEW_EVERY_MS = 5_000;

/**
 * What a claim came to: `claimed`; `refused`, because the state is not the newest one, or another
 * worker runs it; `occupied`, because the person has as many pictures made as they may, or an
 * earlier request of theirs waits in another process.
 */
export type ClaimResult = 'claimed' | 'refused' | 'occupied';

/** A lease that is renewed until it is released or lost. */
export interface HeldLease {
  /**
   * Aborts when the row names another owner, or none. Where other processes may live, also when it
   * could not be renewed before its end, because another one may have it then.
   */
  readonly lost: AbortSignal;
  readonly release: () => void;
}

/**
 * Leases of generations. A claim is one conditional statement, so only one of several workers, in
 * one process or more, gets it. Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class GenerationLeases {
  private readonly rows: Repository<InteractionEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(GENERATION_LIMITS) private readonly limits: GenerationLimits,
    @inject(IS_ONLY_PROCESS) private readonly isOnlyProcess: boolean,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /**
   * `requested → running`, or takes over `running` from a worker whose lease has ended.
   *
   * @param state the newest state, whose generation is requested or running.
   * @param owner the attempt, by an id of its own. When the answer to a claim was lost, the row
   * tells by it whether the claim was carried out.
   */
  async claim(state: InteractionState, owner: string): Promise<ClaimResult> {
    const { generation } = state;
    if (generation === null) return 'refused';
    for (;;) {
      const search = {
        interactionId: state.id,
        personId: generation.requestedBy,
        requestedAt: generation.requestedAt,
        slots: this.limits.concurrencyPerPerson,
        now: this.timestamp(0),
      };
      const slot = await freeSlot(this.rows, search);
      if (slot === null) {
        await waitInLine(this.rows, search, state.version);
        return 'occupied';
      }
      try {
        return (await this.claimWith(slot, state, owner)) ? 'claimed' : 'refused';
      } catch (error) {
        // Another generation of the person took the slot at the same moment.
        if (!isUniqueViolation(error)) throw error;
      }
    }
  }

  /** Renews the lease of a claimed generation periodically until it is released or lost. */
  hold(id: string, { owner, until }: GenerationLease): HeldLease {
    const lost = new AbortController();
    let endsAtMs = Date.parse(until);
    const renew = async () => {
      const startedAtMs = this.clock.now();
      // The next renewal would come after the end.
      const mayEnd = !this.isOnlyProcess && startedAtMs + RENEW_EVERY_MS >= endsAtMs;
      const isMine = mayEnd ? false : await this.renew(id, owner);
      if (isMine === true) endsAtMs = startedAtMs + LEASE_MS;
      if (isMine === false) lost.abort(new Error('the lease is lost'));
    };
    const timer = setInterval(() => void renew(), RENEW_EVERY_MS);
    return { lost: lost.signal, release: () => clearInterval(timer) };
  }

  /**
   * Ends the lease of an attempt that was broken off, so that the next worker need not wait for its
   * end. Never rejects.
   */
  async end(id: string, { owner }: GenerationLease): Promise<void> {
    const mine = { id, activeStatus: 'running', leaseOwner: owner };
    try {
      await storage(this.rows.update(mine, { leaseUntil: this.timestamp(0) }));
    } catch (err) {
      this.logger.warn({ interactionId: id, err }, 'Lease could not be ended');
    }
  }

  /**
   * Ends the leases of former processes where all of them are dead. To be called before any work;
   * where other processes may live, it does nothing.
   */
  async endFormer(): Promise<void> {
    if (!this.isOnlyProcess) return;
    const now = this.timestamp(0);
    await storage(this.rows.update({ activeStatus: 'running' }, { leaseUntil: now }));
  }

  private async claimWith(
    personSlot: string,
    { id, version }: InteractionState,
    owner: string,
  ): Promise<boolean> {
    const now = this.timestamp(0);
    const { affected } = await storage(
      this.rows
        .createQueryBuilder()
        .update()
        .set({
          activeStatus: 'running',
          leaseOwner: owner,
          leaseSince: now,
          leaseUntil: this.timestamp(LEASE_MS),
          personSlot,
          waitingPerson: null,
          waitingSince: null,
          waitingUntil: null,
          attempts: () => 'attempts + 1',
          version: () => 'version + 1',
        })
        .where({ id, version })
        .andWhere(
          new Brackets((due) =>
            due.where(`active_status = 'requested'`).orWhere(
              new Brackets((ended) =>
                ended
                  .where(`active_status = 'running'`)
                  // A renewal does not change the version.
                  .andWhere('(lease_until IS NULL OR lease_until <= :now)', { now }),
              ),
            ),
          ),
        )
        .execute(),
    );
    return affected === 1;
  }

  /**
   * Extends the lease if the caller still owns it. This does not conflict with clicks on the card.
   *
   * @returns whether the caller owns it; null: unknown.
   */
  private async renew(id: string, owner: string): Promise<boolean | null> {
    // The slot is taken from a worker whose lease had ended.
    const mine = { id, activeStatus: 'running', leaseOwner: owner, personSlot: Not(IsNull()) };
    try {
      const renewal = this.rows.update(mine, { leaseUntil: this.timestamp(LEASE_MS) });
      const { affected } = await storage(renewal);
      return affected === 1;
    } catch (err) {
      // The next renewal is due well before the lease ends.
      this.logger.warn({ interactionId: id, err }, 'Lease could not be renewed');
      return null;
    }
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}
