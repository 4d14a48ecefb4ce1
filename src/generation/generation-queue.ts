import PQueue from 'p-queue';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { LOGGER, type Logger } from '../ops/logger.js';
import { PersistenceService } from '../persistence/persistence-service.js';
import { GenerationRunner } from './generation-runner.js';

/** How many generations run at once in this process. */
export const GENERATION_CONCURRENCY: InjectionToken<number> = Symbol('GenerationConcurrency');

/** Runs the generations that rows ask for. The rows are the queue; this only wakes the workers. */
@injectable()
export class GenerationQueue {
  private readonly work: PQueue;
  private readonly stopping = new AbortController();

  constructor(
    private readonly runner: GenerationRunner,
    private readonly persistence: PersistenceService,
    @inject(GENERATION_CONCURRENCY) concurrency: number,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new PQueue({ concurrency });
  }

  /** Sees to it that the interaction's generation, just saved as requested, is run. */
  wake(interactionId: string): void {
    this.add(interactionId, false);
  }

  /** Goes on with everything that a former process left under way; for the start of the process. */
  async resume(): Promise<void> {
    const ids = await this.persistence.idsUnderWay();
    if (ids.length > 0) this.logger.info({ generations: ids.length }, 'Resuming generations');
    for (const id of ids) this.add(id, true);
  }

  /** Aborts what runs, in memory only: its rows stay under way for the next start. */
  async stop(): Promise<void> {
    this.work.clear();
    this.stopping.abort(new Error('the process is stopping'));
    await this.work.onIdle();
  }

  private add(interactionId: string, takeOver: boolean): void {
    const { signal } = this.stopping;
    if (signal.aborted) return;
    void this.work.add(() =>
      this.runner.run(interactionId, { takeOver, signal }).catch((err: unknown) => {
        if (signal.aborted) return this.logger.info({ interactionId }, 'Generation left for later');
        this.logger.error({ interactionId, err }, 'Generation could not be run');
      }),
    );
  }
}
