import { injectable } from 'tsyringe';

import type { InteractionState } from '../../interactions/interaction-state.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { findCard } from '../cards/moving/find-card.js';
import type { Asking } from '../guards/may-see.js';
import { NOT_YOURS } from './sentences.js';

/** Finds a person's own card by its id. */
@injectable()
export class OwnCardSearch {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly inventory: InteractionInventory,
  ) {}

  /**
   * @param text the id in the footer of the card, or its beginning.
   * @throws AppError `usage.not_found`, `usage.ambiguous_id`,
   * `usage.not_yours`, `discord.*`, `storage.*`
   */
  async find(asking: Asking, text: string): Promise<InteractionState> {
    const state = await findCard(this.persistence, this.inventory, asking, text);
    if (state.userId === asking.user.id) return state;
    throw new AppError({ code: 'usage.not_yours', retryable: false, userMessage: NOT_YOURS });
  }
}
