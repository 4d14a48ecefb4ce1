import { inject, injectable } from 'tsyringe';
import { In, LessThan, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { KeyedMutex } from '../platform/keyed-mutex.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { EventBeginningEntity } from './event-beginning.entity.js';
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

/**
 * Counts durably, before work begins, how often it has begun, and forgets it when it has ended in
 * any way. So a process knows what former ones died over. Every method throws `AppError`
 * `storage.*` when the database fails.
 */
@injectable()
export class Beginnings {
  private readonly rows: Repository<EventBeginningEntity>;
  /** What former processes have begun and not ended, by id. */
  private readonly left = new Map<string, number>();
  private readonly underWay = new Set<string>();
  private readonly turns = new KeyedMutex();

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(EventBeginningEntity);
  }

  /** Learns what former processes left. To be called before any work. */
  async load(): Promise<void> {
    const oldest = new Date(this.clock.now() - MAX_AGE_MS).toISOString();
    await storage(this.rows.delete({ begunAt: LessThan(oldest) }));
    for (const { id, beginnings } of await storage(this.rows.find())) this.left.set(id, beginnings);
    if (this.left.size > 0) this.logger.warn({ left: [...this.left.keys()] }, 'Work was cut off');
  }

  /**
   * Counts the work and does it, or gives it up when too many processes died over it. Of
   * the work that former processes left, only one of a kind runs at a time: if the process dies
   * again, the others are not blamed.
   */
  async run<T>(counted: CountedWork<T>): Promise<T> {
    if (!this.left.has(counted.id)) return this.begin(counted);
    let result: Promise<T> | undefined;
    await this.turns.run(counted.kind, async () => {
      result = this.begin(counted);
      await Promise.allSettled([result]);
    });
    return result ?? this.begin(counted);
  }

  /** A stop is no death: forgets what this process has begun and may not end. */
  async stop(): Promise<void> {
    await storage(this.rows.delete({ id: In([...this.underWay]) }));
  }

  private async begin<T>({ id, kind, work, giveUp }: CountedWork<T>): Promise<T> {
    const beginnings = this.left.get(id) ?? 0;
    if (beginnings >= MAX_DEATHS[kind]) {
      this.logger.error({ id, beginnings }, 'Processes died over this; it is given up');
      return giveUp();
    }
    const begunAt = new Date(this.clock.now()).toISOString();
    await storage(this.rows.upsert({ id, beginnings: beginnings + 1, begunAt }, ['id']));
    this.underWay.add(id);
    try {
      return await work();
    } finally {
      this.underWay.delete(id);
      await this.end(id);
    }
  }

  private async end(id: string): Promise<void> {
    try {
      await storage(this.rows.delete({ id }));
      this.left.delete(id);
    } catch (err) {
      // The work itself is done; at worst it counts once more when it comes again.
      this.logger.warn({ id, err }, 'Could not store that work has ended');
    }
  }
}
