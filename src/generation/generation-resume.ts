import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import { GenerationLeases } from '../persistence/generation-leases.js';
import { UnfinishedGenerations } from '../persistence/unfinished-generations.js';
import { GenerationQueue } from './generation-queue.js';
import { ModelHealth } from './model-health.js';

/** How soon this process learns what others have done, or left behind. */
const EVERY_MS = 5_000;

/** States take some 5 KB each. */
const BATCH_SIZE = 100;

/**
 * Resumes generations of one's own cards that nobody is at work on: at the start what former
 * processes left, later what a process left that died or gave up its shards.
 */
@injectable()
export class GenerationResume {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly unfinished: UnfinishedGenerations,
    private readonly leases: GenerationLeases,
    private readonly health: ModelHealth,
    private readonly queue: GenerationQueue,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * To be called before any work of this process: takes from former ones what they cannot need any
   * more, and learns how the model is.
   *
   * @throws AppError `storage.*`
   */
  async prepare(): Promise<void> {
    await this.leases.endFormer();
    await this.health.refresh();
  }

  /**
   * Resumes what there is now, and from then on looks again every few seconds.
   *
   * @throws AppError `storage.*` when the first look fails.
   */
  async start(): Promise<void> {
    await this.run();
    this.setTimer();
  }

  /** Looks no more. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /**
   * Looks once, also for cards that have become one's own since then.
   *
   * @throws AppError `storage.*`
   */
  async run(): Promise<void> {
    const found = await this.unfinished.find();
    const left = found.filter(
      ({ interactionId, status }) => !this.queue.isAtWorkOn(interactionId, status),
    );
    if (left.length > 0) this.logger.info({ generations: left.length }, 'Resuming generations');
    for (let at = 0; at < left.length; at += BATCH_SIZE) {
      const ids = left.slice(at, at + BATCH_SIZE).map(({ interactionId }) => interactionId);
      for (const state of await this.unfinished.load(ids)) this.queue.schedule(state);
    }
    await this.health.refresh();
    this.queue.wake();
  }

  private setTimer(): void {
    if (!this.isStopped) this.timer = setTimeout(() => void this.again(), EVERY_MS);
  }

  private async again(): Promise<void> {
    try {
      await this.run();
    } catch (err) {
      this.logger.warn({ err }, 'Could not look for generations to resume');
    }
    this.setTimer();
  }
}
