import { inject, injectable } from 'tsyringe';

import { Erasures, type ErasureCounts, type ErasureSubject } from '../../persistence/erasures.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { PAUSE_BESIDE_CLICKS_MS } from '../retention/throttle.js';
import { Erasure } from './erasure.js';

/** How often it looks for what nobody finishes. */
const LOOK_EVERY_MS = 60_000;

/**
 * Erases in the bot what people want forgotten, and finishes what other processes began: the
 * command line, or a bot that was killed.
 */
@injectable()
export class Forgetting {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly works = new Set<Promise<unknown>>();

  constructor(
    private readonly erasures: Erasures,
    private readonly erasure: Erasure,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks at once, and then now and then. */
  start(): void {
    this.timer = setInterval(() => void this.track(this.finishAll()), LOOK_EVERY_MS);
    void this.track(this.finishAll());
  }

  /** Stops; the next start of some process goes on. Resolves when nothing is being erased. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await Promise.allSettled(this.works);
  }

  /**
   * Notes what is to be erased: all that there is now. From then on it is erased, whatever happens.
   *
   * @throws AppError `storage.*`
   */
  async note(subject: ErasureSubject): Promise<void> {
    await this.erasures.add(subject, this.clock.now());
  }

  /**
   * Erases what was noted.
   *
   * @returns what is gone; null where it is erased already, or somebody else is at it.
   * @throws AppError `storage.*`; it is tried again within two minutes then.
   */
  async carryOut(subject: ErasureSubject): Promise<ErasureCounts | null> {
    const { signal } = this.stopping;
    return this.track(this.erasure.run(subject, { pauseMs: PAUSE_BESIDE_CLICKS_MS, signal }));
  }

  private async finishAll(): Promise<void> {
    try {
      for (const subject of await this.erasures.all()) await this.carryOut(subject);
    } catch (err) {
      if (this.stopping.signal.aborted) return;
      this.logger.error({ err }, 'Forgetting failed; it is tried again in a minute');
    }
  }

  private async track<T>(work: Promise<T>): Promise<T> {
    this.works.add(work);
    try {
      return await work;
    } finally {
      this.works.delete(work);
    }
  }
}
