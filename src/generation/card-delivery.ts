import type { InjectionToken } from 'tsyringe';

import type { InteractionState } from '../interactions/interaction-state.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';

/**
 * Shows the current state of an interaction on its card, independent of the card's age and place.
 */
export interface CardDelivery {
  /**
   * Makes the card show `state`.
   *
   * @throws AppError `discord.undeliverable` when the card, its channel or the right to edit it is
   * gone; another `discord.*`, retryable, when Discord failed.
   */
  deliver(state: InteractionState): Promise<void>;

  /**
   * Shows the progress of a waiting or running generation on its card; the picture stays.
   *
   * @param progress what the row does not say, or null.
   * @throws like {@link deliver}
   */
  showProgress(state: InteractionState, progress: GenerationProgress | null): Promise<void>;
}

export const CARD_DELIVERY: InjectionToken<CardDelivery> = Symbol('CardDelivery');
