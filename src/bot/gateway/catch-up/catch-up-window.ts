import { SnowflakeUtil } from 'discord.js';
import { inject, injectable, type InjectionToken } from 'tsyringe';

import { CLOCK, type Clock } from '../../../platform/clock.js';

/** How many hours channels are read back at most; 0: never. */
export const CATCH_UP_HOURS: InjectionToken<number> = Symbol('CatchUpHours');

const HOUR_MS = 60 * 60 * 1000;

/** Messages of different channels reach a bot out of their order by seconds, hardly more. */
const MARGIN_MS = 60_000;

/** A snowflake counts milliseconds above its lowest 22 bits. */
const MARGIN = BigInt(MARGIN_MS) << 22n;

/** How far back in time channels are read. */
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
   * The id that messages must be above to be looked at.
   *
   * @param since the newest message that was handled before the gap.
   */
  after(since: string): bigint {
    const oldest = SnowflakeUtil.generate({ timestamp: this.clock.now() - this.hours * HOUR_MS });
    const handled = BigInt(since) - MARGIN;
    return handled > oldest ? handled : oldest;
  }
}
