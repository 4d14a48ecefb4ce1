import { inject, injectable } from 'tsyringe';

import { GenerationQueue } from '../../generation/generation-queue.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { InteractionRemoval } from '../../maintenance/retention/interaction-removal.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import type { CardPlace } from '../cards/answering/channel-cards.js';
import { isAnsweredElsewhere } from '../gateway/shards/answered-elsewhere.js';
import { andLeft, CARD_IS_LEFT, DATA_IS_LEFT } from './sentences.js';

/** What takes the messages of a card away. */
export interface CardRemover {
  /** The card. One that is gone already is fine. Throws `AppError` `discord.*`. */
  remove(): Promise<void>;
  /** A message that was the card before. The same holds. */
  removeFormer(former: CardPlace): Promise<void>;
}

/** Deletes cards because people want it so. */
@injectable()
export class CardDeletion {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly generations: GenerationQueue,
    private readonly removal: InteractionRemoval,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Deletes the card, and all that is stored of it. The deletion is noted first: whatever happens
   * then, a cleanup removes the rest, and the same again does what is left of it.
   *
   * @throws AppError `storage.*` or `discord.*`, with a sentence that says what is left.
   */
  async delete(state: InteractionState, answer: CardRemover): Promise<void> {
    const { id, requestMessageId } = state;
    await this.persistence.noteDeletion(id);
    this.generations.cancel(id);
    await orSay(this.deleteFormerCards(state, answer), CARD_IS_LEFT);
    await orSay(answer.remove(), CARD_IS_LEFT);
    await orSay(this.removal.remove({ id, requestMessageId }), DATA_IS_LEFT);
    this.logger.info({ interactionId: id }, 'Deleted a card');
  }

  /**
   * They show the pictures, too. One that is out of reach must not keep the card there; one that
   * only tokens reach is.
   */
  private async deleteFormerCards(
    { id, formerCards }: InteractionState,
    answer: CardRemover,
  ): Promise<void> {
    for (const former of formerCards.filter(({ reach }) => reach === 'channel')) {
      try {
        await answer.removeFormer(former);
      } catch (err) {
        if (!(err instanceof AppError) || err.retryable) throw err;
        this.logger.warn({ interactionId: id, err }, 'A former card could not be deleted');
      }
    }
  }
}

async function orSay(work: Promise<void>, left: string): Promise<void> {
  try {
    await work;
  } catch (cause) {
    if (!(cause instanceof AppError) || isAnsweredElsewhere(cause)) throw cause;
    const { code, retryable } = cause;
    throw new AppError({ code, retryable, userMessage: andLeft(cause.userMessage, left), cause });
  }
}
