import type { InjectionToken } from 'tsyringe';

import type { InteractionState } from '../interactions/interaction-state.js';
import type { GenerationProgress } from '../interactions/generation-progress.js';

/**
 * Shows the current state of an interaction on its card, independent of the card's age and place.
 */
export interface CardDelivery {
  /**
   * The name of the limit that deliveries of a state count against. They are made one after the
   * other, so that those under another limit do not wait.
   */
  laneOf(state: InteractionState): string;

  /**
   * Makes the card show `state`, in whole or without what Discord refuses.
   *
   * @param options `anyWay`: Discord has failed for minutes. If it fails again, the outcome is told
   * another way, and the delivery is over.
   * @throws AppError `discord.undeliverable` when the card, its channel or the right to edit it is
   * gone, `discord.rejected` when Discord refuses every form of it; another `discord.*`, retryable,
   * when Discord failed or sets a limit.
   */
  deliver(state: InteractionState, options?: { readonly anyWay: boolean }): Promise<void>;

  /**
   * Shows the progress of a waiting or running generation on its card; the picture stays.
   *
   * @param progress what the row does not say, or null.
   * @throws like {@link deliver}
   */
  showProgress(state: InteractionState, progress: GenerationProgress | null): Promise<void>;
}

export const CARD_DELIVERY: InjectionToken<CardDelivery> = Symbol('CardDelivery');
