import { inject, injectable } from 'tsyringe';
import { LessThan, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { Duties, DUTY_LEASE_MS } from './duties.js';
import { EventBeginningEntity } from './event-beginning.entity.js';
import { IS_ONLY_PROCESS } from './only-process.js';
import { storage } from './storage-errors.js';

/** Discord repeats no event for longer than that, and channels are not read back further. */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * What this many processes died over is not begun again. A click shows only pictures that were read
 * before, so that a process that dies beside it most likely died of something else.
 */
const MAX_DEATHS = { request: 2, generation: 2, click: 6 } as const;

/** Work that can be counted. */
export interface CountedWork<T> {
  /** The same in every process. */
  readonly id: string;
  /** What several former processes left of one kind is done one after the other. */
  readonly kind: keyof typeof MAX_DEATHS;
  readonly work: () => Promise<T>;
  /** In place of `work` when it may be what ends processes. */
  readonly giveUp: () => Promise<T>;
}

/** What the database says about work that is to begin. */
interface Before {
  /** Whether another worker that lives is at it, and has counted it. */
  readonly isCounted: boolean;
  /** How many processes died over it. */
  readonly deaths: number;
}

/**
 * Counts durably, before work begins, how often it has begun, and forgets it when it has ended in
 * any way. So a process knows what dead ones died over, also one that takes over shards later.
 * Every method throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class Beginnings {
  private readonly rows: Repository<EventBeginningEntity>;
  private readonly turns = new KeyedMutex();

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    private readonly duties: Duties,
    @inject(IS_ONLY_PROCESS) private readonly isOnlyProcess: boolean,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(EventBeginningEntity);
  }

  /** Forgets what is too old to come again, and logs what dead processes left. */
  async load(): Promise<void> {
    await storage(this.rows.delete({ begunAt: LessThan(this.timestamp(-MAX_AGE_MS)) }));
    const isLiving = await this.livingOnes();
    const left = (await storage(this.rows.find())).filter((row) => !isLiving(row));
    if (left.length > 0) this.logger.warn({ left: left.map(({ id }) => id) }, 'Work was cut off');
  }

  /**
   * Counts the work and does it, or gives it up when too many processes died over it. Of
   * the work that dead processes left, only one of a kind runs at a time: if the process dies
   * again, the others are not blamed.
   */
  async run<T>(counted: CountedWork<T>): Promise<T> {
    const before = await this.before(counted.id);
    if (before.deaths === 0) return this.begin(counted, before);
    let result: Promise<T> | undefined;
    await this.turns.run(counted.kind, async () => {
      result = this.begin(counted, before);
      await Promise.allSettled([result]);
    });
    return result ?? this.begin(counted, before);
  }

  /** A stop is no death: forgets what this process has begun and may not end. */
  async stop(): Promise<void> {
    await storage(this.rows.delete({ process: this.duties.owner }));
  }

  private async before(id: string): Promise<Before> {
    const row = await storage(this.rows.findOneBy({ id }));
    if (row === null) return { isCounted: false, deaths: 0 };
    const isLiving = await this.livingOnes();
    return isLiving(row)
      ? { isCounted: true, deaths: 0 }
      : { isCounted: false, deaths: row.beginnings };
  }

  private async begin<T>(
    { id, kind, work, giveUp }: CountedWork<T>,
    { isCounted, deaths }: Before,
  ): Promise<T> {
    if (deaths >= MAX_DEATHS[kind]) {
      this.logger.error({ id, deaths }, 'Processes died over this; it is given up');
      return giveUp();
    }
    const begun = { id, beginnings: deaths + 1, begunAt: this.timestamp(0) };
    if (!isCounted)
      await storage(this.rows.upsert({ ...begun, process: this.duties.owner }, ['id']));
    try {
      return await work();
    } finally {
      await this.end(id);
    }
  }

  /** Does nothing where another process counts the work. */
  private async end(id: string): Promise<void> {
    try {
      await storage(this.rows.delete({ id, process: this.duties.owner }));
    } catch (err) {
      // The work itself is done; at worst it counts once more when it comes again.
      this.logger.warn({ id, err }, 'Could not store that work has ended');
    }
  }

  /**
   * Tells rows of processes that live from those of dead ones. A process that serves has a duty.
   * One that was replaced a moment ago has none any more, and may still end what it has begun.
   */
  private async livingOnes(): Promise<(row: EventBeginningEntity) => boolean> {
    const { owner } = this.duties;
    if (this.isOnlyProcess) return (row) => row.process === owner;
    const living = new Set([owner, ...(await this.duties.held()).map((duty) => duty.owner)]);
    const latest = this.timestamp(-DUTY_LEASE_MS);
    return ({ process, begunAt }) => (process !== null && living.has(process)) || begunAt > latest;
  }

  private timestamp(inMs: number): string {
    return new Date(this.clock.now() + inMs).toISOString();
  }
}
