import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../../config/person-limits.js';
import { GenerationQueue } from '../../../generation/generation-queue.js';
import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { Reservations } from '../../../generation/spending/reservations.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { WaitingPlaces } from '../../../persistence/waiting-places.js';
import type { View } from '../../../views/restore-view.js';
import { tooManyWaiting } from '../../guards/rules/sentences.js';
import type { CardAnswer } from '../answering/card-answer.js';
import { spendingRefused } from './sentences.js';

/** The last step of every click that requests a picture. */
@injectable()
export class GenerationStarter {
  constructor(
    private readonly places: WaitingPlaces,
    private readonly generations: GenerationQueue,
    private readonly reservations: Reservations,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
    @inject(PERSON_LIMITS) private readonly limits: PersonLimits,
  ) {}

  /**
   * Stores the requested generation of `asked`, with settings that its model can do and the
   * conversation that it goes on from, starts it, and shows its progress. The outcome is always shown
   * after this answer, because its delivery waits for the mutex that this click holds. Where a budget or
   * quota leaves no room, or the person has as many waiting as they may, nothing is changed, and only
   * who clicked is told.
   *
   * @throws AppError `storage.*` or `state.conflict` when nothing was started; `discord.*` when the
   * generation runs.
   */
  async start(asked: View, answer: CardAnswer): Promise<void> {
    const waiting = asked.withPossibleSettings(this.models).goingOn(this.models);
    const refusal = await this.reservations.reserve(waiting.state);
    if (refusal !== null) return answer.tell(spendingRefused(refusal));
    const saved = await this.saved(waiting.state);
    if (saved === null) return answer.tell(tooManyWaiting(this.limits.waiting));
    this.generations.schedule(saved);
    await answer.show(waiting.withProgress(this.generations.progressOf(saved.id)));
  }

  /** Null: the person has no place left. Whatever is not stored gives its reservation back. */
  private async saved(state: InteractionState): Promise<InteractionState | null> {
    let saved: InteractionState | null = null;
    try {
      saved = await this.places.save(state);
      return saved;
    } finally {
      if (saved === null && state.generation)
        await this.reservations.release(state.id, state.generation.id);
    }
  }
}
