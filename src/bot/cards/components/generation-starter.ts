import { inject, injectable } from 'tsyringe';

import { GenerationQueue } from '../../../generation/generation-queue.js';
import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { Reservations } from '../../../generation/spending/reservations.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import type { View } from '../../../views/restore-view.js';
import type { CardAnswer } from '../answering/card-answer.js';
import { spendingRefused } from './sentences.js';

/** The last step of every click that requests a picture. */
@injectable()
export class GenerationStarter {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly generations: GenerationQueue,
    private readonly reservations: Reservations,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /**
   * Stores the requested generation of `asked`, with settings that its model can do and the
   * conversation that it goes on from, starts it, and shows its progress. The outcome is always shown
   * after this answer, because its delivery waits for the mutex that this click holds. Where a budget or
   * quota leaves no room, nothing is changed, and only who clicked is told.
   *
   * @throws AppError `storage.*` or `state.conflict` when nothing was started; `discord.*` when the
   * generation runs.
   */
  async start(asked: View, answer: CardAnswer): Promise<void> {
    const waiting = asked.withPossibleSettings(this.models).goingOn(this.models);
    const refusal = await this.reservations.reserve(waiting.state);
    if (refusal !== null) return answer.tell(spendingRefused(refusal));
    const saved = await this.saved(waiting.state);
    this.generations.schedule(saved);
    await answer.show(waiting.withProgress(this.generations.progressOf(saved.id)));
  }

  private async saved(state: InteractionState): Promise<InteractionState> {
    try {
      return await this.persistence.save(state);
    } catch (error) {
      if (state.generation) await this.reservations.release(state.id, state.generation.id);
      throw error;
    }
  }
}
