import { inject, injectable } from 'tsyringe';

import { Duties } from '../../persistence/duties.js';
import { onDuty } from '../../persistence/on-duty.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { CleanupSchedule } from './cleanup-schedule.js';

/**
 * Cleans up while the bot runs. Of all processes on one database only one does so; when it ends or
 * dies, another one goes on within a minute.
 */
@injectable()
export class Retention {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly duties: Duties,
    private readonly schedule: CleanupSchedule,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins to clean up as soon as no other process does. */
  start(): void {
    this.running = onDuty(this.duties, this.logger, {
      name: 'cleanup',
      signal: this.stopping.signal,
      run: (signal) => this.schedule.run(signal),
    });
  }

  /** Stops. Resolves when no cleanup is running; the next start of some process continues it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }
}
