import { inject, injectable } from 'tsyringe';

import { RETENTION_DAYS, unusedBefore } from '../../config/retention-days.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { Notes } from '../../persistence/notes.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';

/**
 * Notices that `RETENTION_DAYS` became shorter, on purpose or by a mistake in the configuration:
 * what the next cleanup removes is gone for good.
 */
@injectable()
export class RetentionChange {
  constructor(
    private readonly notes: Notes,
    private readonly inventory: InteractionInventory,
    @inject(RETENTION_DAYS) private readonly days: number,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Whether interactions are kept shorter than at the last cleanup of any process; then the log
   * says how many will go. Before the first cleanup of all, nothing became shorter.
   *
   * @throws AppError `storage.*`
   */
  async isShorter(): Promise<boolean> {
    const { days } = this;
    const note = await this.notes.load('retention-days');
    const formerDays = note === null ? days : Number(note);
    if (lengthOf(days) >= lengthOf(formerDays)) return false;
    const before = unusedBefore(this.clock.now(), days);
    const { interactions } = await this.inventory.countRemovable({ unusedSince: before });
    this.logger.warn(
      { formerDays, retentionDays: days, interactions },
      'RETENTION_DAYS became shorter: these interactions will be removed in an hour, unless the bot is stopped',
    );
    return true;
  }

  /**
   * Notes the days of a cleanup that begins now.
   *
   * @throws AppError `storage.*`
   */
  async accept(): Promise<void> {
    await this.notes.save('retention-days', String(this.days));
  }
}

/** 0 days mean for ever. */
function lengthOf(days: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : days;
}
