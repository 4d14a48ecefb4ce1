import { SnowflakeUtil } from 'discord.js';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';

/** The maximum number of hours to read back; 0: never. */
export const CATCH_UP_HOURS: InjectionToken<number> = Symbol('CatchUpHours');

const HOUR_MS = 60 * 60 * 1000;

/** Messages of different channels may arrive out of order by some seconds. */
const MARGIN_MS = 60_000;

/** A snowflake has milliseconds above its lowest 22 bits. */
const MARGIN = BigInt(MARGIN_MS) << 22n;

/** The time range that is read back. */
@injectable()
export class CatchUpWindow {
  constructor(
    @inject(CATCH_UP_HOURS) private readonly hours: number,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  get isOpen(): boolean {
    return this.hours > 0;
  }

  /**
   * Only messages with an id above this one are read.
   *
   * @param since the newest message that was handled before the gap.
   */
  after(since: string): bigint {
    const oldest = SnowflakeUtil.generate({ timestamp: this.clock.now() - this.hours * HOUR_MS });
    const handled = BigInt(since) - MARGIN;
    return handled > oldest ? handled : oldest;
  }
}
