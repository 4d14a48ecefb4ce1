import { inject, injectable } from 'tsyringe';

import { GenerationQueue } from '../../../generation/generation-queue.js';
import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import type { View } from '../../../views/restore-view.js';
import type { CardAnswer } from '../answering/card-answer.js';
import { GenerationRequests } from './generation-requests.js';

/** The last step of every click that requests a picture. */
@injectable()
export class GenerationStarter {
  constructor(
    private readonly requests: GenerationRequests,
    private readonly generations: GenerationQueue,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  /**
   * Stores the requested generation of `asked`, with settings that its model can do and the
   * conversation that it goes on from, starts it, and shows its progress. The outcome is always
   * shown after this answer, because its delivery waits for the mutex that this click holds. Where
   * it is refused, nothing is changed, and only who clicked is told.
   *
   * @throws AppError `storage.*` or `state.conflict` when nothing was started; `discord.*` when the
   * generation runs.
   */
  async start(asked: View, answer: CardAnswer): Promise<void> {
    const waiting = asked.withPossibleSettings(this.models).goingOn(this.models);
    const requested = await this.requests.store(waiting.state, answer.roleIds);
    if ('refusal' in requested) return answer.tell(requested.refusal);
    this.generations.schedule(requested.state);
    await answer.show(waiting.withProgress(this.generations.progressOf(requested.state.id)));
  }
}
