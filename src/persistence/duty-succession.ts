import { inject, injectable } from 'tsyringe';
import {
  In,
  IsNull,
  LessThanOrEqual,
  MoreThan,
  Not,
  type DataSource,
  type Repository,
} from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_SOURCE } from './database/database.js';
import { Duties, DUTY_LEASE_MS, type DutyName } from './duties.js';
import { DutyEntity } from './duty.entity.js';
import { storage } from './storage-errors.js';

/** How long a process counts as waiting after it has said so; it says so again and again. */
export const SUCCESSOR_LEASE_MS = 10_000;

/**
 * How duties go from one living process to the next: the next one waits for them, the former one
 * hands them over and goes on working until the next one is ready, and says when it has ended. Each
 * method is one statement, and throws `AppError` `storage.*` when the database fails.
 */
@injectable()
export class DutySuccession {
  private readonly rows: Repository<DutyEntity>;

  constructor(
    private readonly duties: Duties,
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = dataSource.getRepository(DutyEntity);
  }

  /** Says that this process waits for these duties, where no other one does. */
  async waitFor(names: readonly DutyName[]): Promise<void> {
    const { owner } = this.duties;
    const isWanted = { name: In(names), owner: Not(owner) };
    const change = { successor: owner, successorUntil: this.inMs(SUCCESSOR_LEASE_MS) };
    await storage(
      this.rows.update(
        [
          { ...isWanted, successor: IsNull() },
          { ...isWanted, successor: owner },
          { ...isWanted, successorUntil: LessThanOrEqual(this.inMs(0)) },
        ],
        change,
      ),
    );
  }

  /** This process waits for no duty any more. */
  async withdraw(): Promise<void> {
    const change = { successor: null, successorUntil: null };
    await storage(this.rows.update({ successor: this.duties.owner }, change));
  }

  /**
   * The process that waits for all of these duties, which this process has; null: there is none.
   */
  async successorFor(names: readonly DutyName[]): Promise<string | null> {
    const { owner } = this.duties;
    const where = { name: In(names), owner, successorUntil: MoreThan(this.inMs(0)) };
    const waited = await storage(this.rows.findBy(where));
    const [first] = waited;
    const isForAll =
      waited.length === names.length && waited.every((row) => row.successor === first?.successor);
    return isForAll ? (first?.successor ?? null) : null;
  }

  /**
   * Gives these duties to the process that waits for them. This process goes on working for so
   * long at most.
   *
   * @returns whether the other process has all of them now.
   */
  async handOver(
    names: readonly DutyName[],
    successor: string,
    workingMs: number,
  ): Promise<boolean> {
    const { affected } = await storage(
      this.rows.update(
        { name: In(names), owner: this.duties.owner, successor },
        {
          owner: successor,
          heldSince: this.inMs(0),
          heldUntil: this.inMs(DUTY_LEASE_MS),
          successor: null,
          successorUntil: null,
          readyAt: null,
          predecessorUntil: this.inMs(workingMs),
        },
      ),
    );
    return affected === names.length;
  }

  /** This process does the work of its duties now, so that the former one may end. */
  async markReady(names: readonly DutyName[]): Promise<void> {
    const mine = { name: In(names), owner: this.duties.owner };
    await storage(this.rows.update(mine, { readyAt: this.inMs(0) }));
  }

  /** Whether the process that was given these duties does their work. */
  async isReady(names: readonly DutyName[], successor: string): Promise<boolean> {
    const where = { name: In(names), owner: successor, readyAt: Not(IsNull()) };
    return (await storage(this.rows.countBy(where))) === names.length;
  }

  /** This process has ended its work for the duties that it has handed over. */
  async signOff(names: readonly DutyName[], successor: string): Promise<void> {
    const handedOver = { name: In(names), owner: successor };
    await storage(this.rows.update(handedOver, { predecessorUntil: null }));
  }

  /** Whether the process that handed these duties over may still be at work. */
  async isFormerAtWork(names: readonly DutyName[]): Promise<boolean> {
    const { owner } = this.duties;
    const where = { name: In(names), owner, predecessorUntil: MoreThan(this.inMs(0)) };
    return storage(this.rows.existsBy(where));
  }

  private inMs(ms: number): string {
    return new Date(this.clock.now() + ms).toISOString();
  }
}
