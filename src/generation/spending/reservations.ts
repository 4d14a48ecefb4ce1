import { inject, injectable } from 'tsyringe';

import type { SpendingLimits } from '../../config/spending.js';
import { countOf } from '../../interactions/batch.js';
import { isWaiting, type Generation } from '../../interactions/generation.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import type { OfferedModels } from '../../interactions/offered-models.js';
import type { SpendingRefusal } from '../../persistence/ledger-rooms.js';
import { Ledger, type Spending } from '../../persistence/ledger.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { OFFERED_MODELS } from '../models/offered-models.js';
import { LimitsFor } from './limits-for.js';
import { spendingOf } from './spending-of.js';

/**
 * Reserves what generations may cost before they are requested, and gives back what they
 * do not need.
 */
@injectable()
export class Reservations {
  constructor(
    private readonly ledger: Ledger,
    private readonly persistence: PersistenceService,
    private readonly limits: LimitsFor,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Reserves all pictures of the generation that `state` is about to request.
   *
   * @param roleIds the roles of who requests it, in the server of the card.
   * @returns null, or which limit leaves no room; then it must not be requested.
   * @throws AppError `storage.*`
   */
  async reserve(
    state: InteractionState,
    roleIds: readonly string[],
  ): Promise<SpendingRefusal | null> {
    const { generation } = state;
    if (generation?.status !== 'requested') return null;
    const spending = spendingOf(state, generation, this.models);
    const { personId, guildId } = spending;
    const limits = await this.limits.of({ personId, guildId, roleIds });
    const refusal = await this.reserveWithin(spending, countOf(generation), limits);
    if (refusal !== null) {
      const about = { interactionId: state.id, userId: generation.requestedBy };
      this.logger.info({ ...about, limit: refusal.limit }, 'Refused by a spending limit');
    }
    return refusal;
  }

  /** Any of the limits is enough; of several refusals, the one counts that ends first. */
  private async reserveWithin(
    spending: Spending,
    pictures: number,
    [first, ...others]: readonly [SpendingLimits, ...SpendingLimits[]],
  ): Promise<SpendingRefusal | null> {
    let refusal = await this.ledger.reserve(spending, pictures, first);
    for (const limits of others) {
      if (refusal?.limit !== 'person') return refusal;
      const next = await this.ledger.reserve(spending, pictures, limits);
      if (next?.limit !== 'person' || endsBefore(next, refusal)) refusal = next;
    }
    return refusal;
  }

  /**
   * Gives back what a generation has reserved unless its row says that it waits or runs. Never
   * rejects: what could not be given back now will be, see `ledger-reconciliation.ts`.
   */
  async release(interactionId: string, generationId: string): Promise<void> {
    try {
      if (await this.isNeeded(interactionId, generationId)) return;
      await this.ledger.close(generationId);
    } catch (err) {
      this.logger.warn({ interactionId, err }, 'A reservation could not be given back yet');
    }
  }

  /** Gives back what a generation that has ended did not use. Never rejects. */
  async end({ id }: Generation): Promise<void> {
    try {
      await this.ledger.close(id);
    } catch (err) {
      this.logger.warn({ generationId: id, err }, 'A reservation could not be given back yet');
    }
  }

  /**
   * Whether an interaction's row says that this generation waits or runs.
   *
   * @throws AppError `storage.*` or `state.unreadable`
   */
  async isNeeded(interactionId: string, generationId: string): Promise<boolean> {
    const { generation } = (await this.persistence.find(interactionId)) ?? { generation: null };
    return generation?.id === generationId && isWaiting(generation);
  }
}

function endsBefore(one: SpendingRefusal, other: SpendingRefusal): boolean {
  return (one.untilMs ?? Infinity) < (other.untilMs ?? Infinity);
}
