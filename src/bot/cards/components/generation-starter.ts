import { injectable } from 'tsyringe';

import { GenerationQueue } from '../../../generation/generation-queue.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import type { View } from '../../../views/restore-view.js';
import type { CardAnswer } from '../answering/card-answer.js';

/** What every click that asks for a picture ends with. */
@injectable()
export class GenerationStarter {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly generations: GenerationQueue,
  ) {}

  /**
   * Stores the request that `waiting` carries, starts it, and shows that it is under way. The
   * outcome cannot overtake this answer: its delivery waits for the turn that this click has.
   *
   * @throws AppError `storage.*` or `state.conflict`: nothing was started; `discord.*`: it runs.
   */
  async start(waiting: View, answer: CardAnswer): Promise<void> {
    const saved = await this.persistence.save(waiting.state);
    this.generations.schedule(saved);
    await answer.show(waiting.withProgress(this.generations.progressOf(saved.id)));
  }
}
