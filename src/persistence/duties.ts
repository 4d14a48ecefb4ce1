import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

import { inject, injectable } from 'tsyringe';
import { MoreThan, type DataSource, type Repository } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { DutyEntity } from './duty.entity.js';
import { storage } from './storage-errors.js';

/** How long a duty is held without a renewal. A process that is killed keeps it so long at most. */
export const DUTY_LEASE_MS = 30_000;
const RENEW_EVERY_MS = DUTY_LEASE_MS / 6;

/** What only one process may do at a time: `shard 3`, `cleanup` … */
export type DutyName =
  | `shard ${number}`
  | `identify ${number}`
  | 'budgets'
  | 'cleanup'
  | 'commands'
  | 'filling'
  | 'removal'
  | 'restore';

/** A duty that is held, and renewed, until it is released or lost. */
export interface HeldDuty {
  readonly name: DutyName;
  /** Aborts when another process has it, or may have it because it could not be renewed in time. */
  readonly lost: AbortSignal;
  /**
   * Gives it up, so that the next process need not wait for the end of the lease. Never rejects.
   */
  readonly release: () => Promise<void>;
}

const TABLE_COLUMNS = 'name, owner, process, held_since, held_until';

/**
 * Takes a duty that is free, or extends one's own. Both databases bind parameters in this order.
 */
const TAKE = `INSERT INTO duties (${TABLE_COLUMNS}) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, process = excluded.process,
  held_since = CASE WHEN duties.owner = excluded.owner THEN duties.held_since ELSE excluded.held_since END,
  held_until = excluded.held_until,
  ready_at = CASE WHEN duties.owner = excluded.owner THEN duties.ready_at ELSE NULL END,
  successor = CASE WHEN duties.successor = excluded.owner THEN NULL ELSE duties.successor END
WHERE duties.owner = excluded.owner OR duties.held_until <= excluded.held_since`;

/**
 * Duties are what only one process may do at a time. Each is a row with a lease, taken by one
 * conditional statement. Every method throws `AppError` `storage.*` when the database fails, unless
 * it says otherwise. The clocks of the processes' machines must agree within some seconds.
 */
@injectable()
export class Duties {
  /** This process, for as long as it lives. */
  readonly owner = randomUUID();
  /** What {@link hold} holds at present, as far as this process knows. */
  readonly holding = new Set<DutyName>();
  /** What people call it: its host and process id. */
  readonly process = `${hostname().slice(0, 80)} (${process.pid})`;
  private readonly rows: Repository<DutyEntity>;

  constructor(
    @inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(DutyEntity);
  }

  /**
   * Takes a duty, or extends it when this process has it already, also where the answer to the
   * taking statement was lost.
   *
   * @returns whether this process has it now, for `leaseMs`.
   */
  async take(name: DutyName, leaseMs = DUTY_LEASE_MS): Promise<boolean> {
    const now = this.clock.now();
    const [since, until] = [timestamp(now), timestamp(now + leaseMs)];
    const runner = this.dataSource.createQueryRunner();
    try {
      const parameters = [name, this.owner, this.process, since, until];
      const { affected } = await storage(runner.query(TAKE, parameters, true));
      return affected === 1;
    } finally {
      await runner.release();
    }
  }

  /** Takes a duty and renews it until it is released or lost; null: another process has it. */
  async hold(name: DutyName): Promise<HeldDuty | null> {
    const takenAtMs = this.clock.now();
    return (await this.take(name)) ? this.keep(name, takenAtMs) : null;
  }

  /** Gives up a duty if this process has it. */
  async release(name: DutyName): Promise<void> {
    await storage(this.rows.delete({ name, owner: this.owner }));
  }

  /** The duties that some process holds now, in no particular order. */
  async held(): Promise<DutyEntity[]> {
    return storage(this.rows.findBy({ heldUntil: MoreThan(timestamp(this.clock.now())) }));
  }

  private keep(name: DutyName, takenAtMs: number): HeldDuty {
    const lost = new AbortController();
    let renewedAtMs = takenAtMs;
    let renewals: Promise<unknown> = Promise.resolve();
    const end = () => {
      clearInterval(timer);
      this.holding.delete(name);
    };
    const lose = (reason: string) => {
      end();
      if (!lost.signal.aborted) lost.abort(new Error(`the duty "${name}" ${reason}`));
    };
    const renew = async () => {
      const startedAtMs = this.clock.now();
      // Checked before the statement, which may take until after the end of the lease.
      if (startedAtMs - renewedAtMs >= DUTY_LEASE_MS) return lose('could not be renewed in time');
      try {
        if (!(await this.take(name))) return lose('was taken by another process');
        renewedAtMs = startedAtMs;
      } catch (err) {
        this.logger.warn({ duty: name, err }, 'Duty could not be renewed');
      }
    };
    const timer = setInterval(() => {
      renewals = Promise.all([renewals, renew()]);
    }, RENEW_EVERY_MS);
    const release = async () => {
      end();
      // One that is under way would take the duty again.
      await renewals;
      try {
        await this.release(name);
      } catch (err) {
        // It is free when its lease ends.
        this.logger.warn({ duty: name, err }, 'Duty could not be given up');
      }
    };
    this.holding.add(name);
    return { name, lost: lost.signal, release };
  }
}

function timestamp(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
