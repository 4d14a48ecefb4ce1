import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { Cleanup } from './cleanup.js';
import { PAUSE_BESIDE_CLICKS_MS } from './throttle.js';
import { RETENTION_DAYS, unusedBefore } from '../../config/retention-days.js';

/** The first cleanup waits, because the bot first handles what people did while it was down. */
const FIRST_AFTER_MS = 10_000;
const DAY_MS = 86_400_000;
/** Random delay, so that processes started together do not clean up together. */
const MAX_JITTER_MS = 3_600_000;

/** Runs a cleanup soon after the start, and then daily. */
@injectable()
export class Retention {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly cleanup: Cleanup,
    @inject(RETENTION_DAYS) private readonly days: number,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Schedules the first cleanup. */
  start(): void {
    this.schedule(FIRST_AFTER_MS);
  }

  /** Stops. Resolves when no cleanup is running; the next start continues it. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.stopping.abort();
    await this.running;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.schedule(DAY_MS + Math.random() * MAX_JITTER_MS);
      this.running = this.running.then(() => this.run());
    }, delayMs);
  }

  private async run(): Promise<void> {
    const startedMs = this.clock.now();
    const before = this.days === 0 ? null : unusedBefore(startedMs, this.days);
    const { signal } = this.stopping;
    try {
      const report = await this.cleanup.run({
        before,
        pauseMs: PAUSE_BESIDE_CLICKS_MS,
        signal,
      });
      const durationMs = this.clock.now() - startedMs;
      this.logger.info({ ...report, retentionDays: this.days, durationMs }, 'Cleaned up');
    } catch (err) {
      if (signal.aborted) return;
      this.logger.error({ err }, 'Cleaning up failed; it is tried again tomorrow');
    }
  }
}
