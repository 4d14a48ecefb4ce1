import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../platform/logger.js';
import { pause } from '../platform/pause.js';
import { Duties } from './duties.js';
import { onDuty } from './on-duty.js';
import { UnfilledColumns } from './unfilled-columns.js';

/** So few that clicks beside it do not wait. */
const BATCH_SIZE = 50;
const PAUSE_BESIDE_CLICKS_MS = 5;

/** How soon a row is filled that a process of a former version makes during an upgrade. */
const LOOK_AGAIN_MS = 600_000;

/**
 * Fills the columns that former versions leave empty, in the background, for as long as the bot
 * runs. Of all processes on one database only one does so at a time. Every batch is a statement of
 * its own, so the next start goes on where a process was killed.
 */
@injectable()
export class ColumnFilling {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly duties: Duties,
    private readonly columns: UnfilledColumns,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Begins in the background. */
  start(): void {
    this.running = this.run(this.stopping.signal);
  }

  /** Stops. Resolves when no batch is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await onDuty(this.duties, this.logger, {
        name: 'filling',
        signal,
        run: (onDutySignal) => this.fillAll(onDutySignal),
      });
      // It rejects only when the signal aborts, which ends this loop.
      await pause(LOOK_AGAIN_MS, signal).catch(() => undefined);
    }
  }

  private async fillAll(signal: AbortSignal): Promise<void> {
    let filled = 0;
    try {
      for (let found = BATCH_SIZE; found === BATCH_SIZE && !signal.aborted;) {
        found = await this.columns.fillSome(BATCH_SIZE);
        filled += found;
        if (found === BATCH_SIZE)
          await pause(PAUSE_BESIDE_CLICKS_MS, signal).catch(() => undefined);
      }
    } catch (err) {
      this.logger.warn({ err }, 'Columns could not be filled; it is tried again');
    }
    if (filled > 0) this.logger.info({ rows: filled }, 'Filled columns of former rows');
  }
}
