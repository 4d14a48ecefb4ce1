import { inject, injectable } from 'tsyringe';

import { AppError } from '../platform/app-error.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { CARD_DELIVERY, type CardDelivery } from './card-delivery.js';
import { DeliveryLanes } from './delivery-lanes.js';
import { EndedGenerations } from './ended-generations.js';
import { retryUntilAborted } from '../platform/retry-until-aborted.js';
import { shownInTime } from './shown-in-time.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { conclude } from '../interactions/transitions.js';

/** From this attempt on, after some three minutes, an outcome is also told another way. */
const FIRST_ATTEMPT_ANY_WAY = 12;

/** The last step of a generation: shows the outcome on its card and stores that it is shown. */
@injectable()
export class OutcomeDelivery {
  private readonly lanes = new DeliveryLanes();

  constructor(
    private readonly persistence: PersistenceService,
    private readonly mutex: KeyedMutex,
    @inject(CARD_DELIVERY) private readonly cards: CardDelivery,
    private readonly ended: EndedGenerations,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Shows the outcome of the interaction's generation, if there is one to show and nobody has
   * removed the interaction. Repeating it is harmless, because it edits the same card to the same
   * content. Never rejects: when `signal` aborts, the next start delivers the outcome.
   */
  async deliver(interactionId: string, signal: AbortSignal): Promise<void> {
    try {
      await retryUntilAborted(
        async (attempt) => {
          const anyWay = attempt >= FIRST_ATTEMPT_ANY_WAY;
          const state = await this.persistence.find(interactionId);
          if (state === null) return;
          const lane = this.cards.laneOf(state);
          const deliver = () =>
            this.mutex.run(interactionId, () => this.deliverOnce(interactionId, anyWay));
          await this.lanes.run(lane, deliver, signal);
        },
        signal,
        this.logger,
      );
    } catch (err) {
      if (signal.aborted) this.logger.info({ interactionId }, 'Outcome left for later');
      else this.logger.error({ interactionId, err }, 'Outcome could not be shown');
    }
  }

  private async deliverOnce(interactionId: string, anyWay: boolean): Promise<void> {
    const newest = await this.persistence.find(interactionId);
    const concluded = newest && conclude(newest);
    if (newest === null || concluded === null) return;
    await this.ended.freeUnused(concluded);
    try {
      await shownInTime(this.cards.deliver(concluded, { anyWay }));
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      // The output is kept: the next click on the card shows it.
      this.logger.warn({ interactionId, err: error }, 'Card could not be edited');
    }
    // A picture that came while its cancellation was shown is shown by a delivery of its own.
    const isShown = ({ generation }: InteractionState) =>
      generation?.id === newest.generation?.id && generation?.status === newest.generation?.status;
    const stored = await this.persistence.change(interactionId, (state) =>
      isShown(state) ? conclude(state) : null,
    );
    this.ended.count(stored);
  }
}
