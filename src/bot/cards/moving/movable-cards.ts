import { inject, injectable } from 'tsyringe';

import { RIGHTS, type Rights } from '../../../config/rights.js';
import { mayUse } from '../../../interactions/card-use.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { InteractionInventory } from '../../../persistence/interaction-inventory.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { StoredRights } from '../../../persistence/stored-rights.js';
import { AppError } from '../../../platform/app-error.js';
import type { Asking } from '../../guards/may-see.js';
import { findCard } from './find-card.js';
import { OTHERS_CARD } from './sentences.js';

/** Cards that people may bring to another place: those that they may use. */
@injectable()
export class MovableCards {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly inventory: InteractionInventory,
    private readonly stored: StoredRights,
    @inject(RIGHTS) private readonly rights: Rights,
  ) {}

  /**
   * The card that somebody means by an id or by its first characters.
   *
   * @throws AppError `usage.not_yours` where they may only look at it; what `findCard` throws.
   */
  async find(asking: Asking, text: string): Promise<InteractionState> {
    const card = await findCard(this.persistence, this.inventory, asking, text);
    const { server } = await this.stored.of(asking.user.id, card.guildId);
    if (mayUse(card, asking.user.id, server.cardUse ?? this.rights.cardUse)) return card;
    throw new AppError({
      code: 'usage.not_yours',
      retryable: false,
      userMessage: OTHERS_CARD,
    });
  }
}
