import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { Cleanup } from './cleanup.js';
import { RetentionChange } from './retention-change.js';
import { PAUSE_BESIDE_CLICKS_MS } from './throttle.js';
import { RETENTION_DAYS, unusedBefore } from '../../config/retention-days.js';

/** The first cleanup waits, because the bot first handles what people did while it was down. */
const FIRST_AFTER_MS = 10_000;
/** How long people have to correct a configuration that would remove more than before. */
const AFTER_CHANGE_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Random delay, so that bots started together do not clean up together. */
const MAX_JITTER_MS = 3_600_000;

/**
 * Runs a cleanup soon after the beginning, and then daily. When `RETENTION_DAYS` became shorter,
 * the first one waits for an hour. What people deleted is removed each hour, so that it goes soon
 * after its time of grace.
 */
@injectable()
export class CleanupSchedule {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly cleanup: Cleanup,
    private readonly change: RetentionChange,
    @inject(RETENTION_DAYS) private readonly days: number,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Cleans up until the signal aborts, and resolves when no cleanup is running; the next beginning
   * continues what was stopped. Not to be called again before.
   */
  async run(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.schedule(signal, FIRST_AFTER_MS, () => this.firstRun(signal));
    const hourly = setInterval(() => {
      this.running = this.running.then(() => this.removeDeleted(signal));
    }, HOUR_MS);
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
    clearTimeout(this.timer);
    clearInterval(hourly);
    await this.running;
  }

  private schedule(signal: AbortSignal, delayMs: number, run = () => this.cleanUp(signal)): void {
    this.timer = setTimeout(() => {
      this.schedule(signal, DAY_MS + Math.random() * MAX_JITTER_MS);
      this.running = this.running.then(run);
    }, delayMs);
  }

  private async firstRun(signal: AbortSignal): Promise<void> {
    if (!(await this.mayRemoveMore())) return this.cleanUp(signal);
    if (signal.aborted) return;
    clearTimeout(this.timer);
    this.schedule(signal, AFTER_CHANGE_MS);
  }

  private async mayRemoveMore(): Promise<boolean> {
    try {
      return await this.change.isShorter();
    } catch (err) {
      this.logger.error({ err }, 'It is not known whether RETENTION_DAYS became shorter');
      return true;
    }
  }

  private async cleanUp(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const startedMs = this.clock.now();
    const before = this.days === 0 ? null : unusedBefore(startedMs, this.days);
    try {
      await this.change.accept();
      const report = await this.cleanup.run({
        before,
        isRegular: true,
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

  private async removeDeleted(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const request = { before: null, keepsOrphans: true, pauseMs: PAUSE_BESIDE_CLICKS_MS, signal };
    try {
      const report = await this.cleanup.run(request);
      if (report.interactions > 0) this.logger.info({ ...report }, 'Removed what was deleted');
    } catch (err) {
      if (signal.aborted) return;
      this.logger.error({ err }, 'Removing what was deleted failed; it is tried again in an hour');
    }
  }
}
