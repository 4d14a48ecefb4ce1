import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { GenerationQueue } from './generation-queue.js';
import { ModelHealth } from './model-health.js';

/** At process start, resumes all active generations that a former process left. */
@injectable()
export class GenerationResume {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly health: ModelHealth,
    private readonly queue: GenerationQueue,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws AppError `storage.*` */
  async run(): Promise<void> {
    await this.health.load();
    const states = await this.persistence.findActive();
    if (states.length > 0) this.logger.info({ generations: states.length }, 'Resuming generations');
    for (const state of states) this.queue.schedule(state, true);
  }
}
