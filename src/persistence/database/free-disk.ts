import { inject, injectable, type InjectionToken } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { diskOf } from './disk-usage.js';

/** Which disk pictures fill, and how much of it stays free. */
export interface DiskReserve {
  /**
   * The folder of the pictures; it need not be there. Null: they are on no disk of this machine.
   */
  readonly folder: string | null;
  /** 0: nothing need stay free. */
  readonly minFreeBytes: number;
}

export const DISK_RESERVE: InjectionToken<DiskReserve> = Symbol('DiskReserve');

/** The disk is not asked more often; in this time a request brings 100 MiB at most. */
const MAX_AGE_MS = 1_000;

/** Whether the disk has room for the pictures that people send. There is one for all requests. */
@injectable()
export class FreeDisk {
  private readAtMs = Number.NEGATIVE_INFINITY;
  private reading: Promise<boolean> = Promise.resolve(false);
  private wasShort = false;

  constructor(
    @inject(DISK_RESERVE) private readonly reserve: DiskReserve,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Whether less is free than has to stay free, as of a second ago at most. A disk that
   * cannot be asked is not short: a write that fails says so itself. The log says when it
   * changes. Never rejects.
   */
  async isShort(): Promise<boolean> {
    const { folder, minFreeBytes } = this.reserve;
    if (folder === null || minFreeBytes === 0) return false;
    if (this.clock.now() - this.readAtMs >= MAX_AGE_MS) {
      this.readAtMs = this.clock.now();
      this.reading = this.read(folder, minFreeBytes);
    }
    return this.reading;
  }

  private async read(folder: string, minFreeBytes: number): Promise<boolean> {
    try {
      const { bavail, bsize } = await diskOf(folder);
      const freeBytes = bavail * bsize;
      const isShort = freeBytes < minFreeBytes;
      if (isShort && !this.wasShort) this.logger.error({ freeBytes, minFreeBytes }, DISK_IS_SHORT);
      if (!isShort && this.wasShort) this.logger.info({ freeBytes }, 'The disk has room again');
      this.wasShort = isShort;
      return isShort;
    } catch (err) {
      this.logger.warn({ err }, 'Could not read how much of the disk is free');
      return false;
    }
  }
}

const DISK_IS_SHORT = 'The disk has less free than MIN_FREE_DISK, so no pictures are taken in';
