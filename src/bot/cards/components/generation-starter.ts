import { inject, injectable } from 'tsyringe';

import { GenerationQueue } from '../../../generation/generation-queue.js';
import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import type { View } from '../../../views/restore-view.js';
import type { CardAnswer } from '../answering/card-answer.js';

/** The last step of every click that requests a picture. */
@injectable()
export class GenerationStarter {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly generations: GenerationQueue,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /**
   * Stores the requested generation of `asked`, with settings that its model can do and the
   * conversation that it goes on from, starts it, and shows its progress. The outcome is always shown
   * after this answer, because its delivery waits for the mutex that this click holds.
   *
   * @throws AppError `storage.*` or `state.conflict` when nothing was started; `discord.*` when the
   * generation runs.
   */
  async start(asked: View, answer: CardAnswer): Promise<void> {
    const waiting = asked.withPossibleSettings(this.models).goingOn(this.models);
    const saved = await this.persistence.save(waiting.state);
    this.generations.schedule(saved);
    await answer.show(waiting.withProgress(this.generations.progressOf(saved.id)));
  }
}
