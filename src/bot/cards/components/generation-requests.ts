import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../../config/person-limits.js';
import { Reservations } from '../../../generation/spending/reservations.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { WaitingPlaces } from '../../../persistence/waiting-places.js';
import { tooManyWaiting } from '../../guards/rules/sentences.js';
import { spendingRefused } from './sentences.js';

/** A stored request, or the words that say why nothing was stored. */
export type Requested = { readonly state: InteractionState } | { readonly refusal: string };

/** Stores requested generations, where the limits that count them have room. */
@injectable()
export class GenerationRequests {
  constructor(
    private readonly reservations: Reservations,
    private readonly places: WaitingPlaces,
    @inject(PERSON_LIMITS) private readonly limits: PersonLimits,
  ) {}

  /**
   * Reserves what the generation that `waiting` requests may cost, and stores it. Where a budget, a quota or
   * the places of its person leave no room, nothing is changed.
   *
   * @throws AppError `storage.*` or `state.conflict`; nothing is stored or reserved then.
   */
  async store(waiting: InteractionState): Promise<Requested> {
    const refusal = await this.reservations.reserve(waiting);
    if (refusal !== null) return { refusal: spendingRefused(refusal) };
    let state: InteractionState | null = null;
    try {
      state = await this.places.save(waiting);
    } finally {
      if (state === null && waiting.generation !== null)
        await this.reservations.release(waiting.id, waiting.generation.id);
    }
    return state === null ? { refusal: tooManyWaiting(this.limits.waiting) } : { state };
  }
}
