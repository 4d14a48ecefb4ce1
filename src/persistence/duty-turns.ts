import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_SOURCE } from './database/database.js';
import { Duties, type DutyName } from './duties.js';
import { DutyEntity } from './duty.entity.js';
import { storage } from './storage-errors.js';

/** Takes a duty that is free. Both databases bind parameters in this order. */
const TAKE = `INSERT INTO duties (name, owner, process, held_since, held_until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, process = excluded.process,
  held_since = excluded.held_since, held_until = excluded.held_until
WHERE duties.held_until <= excluded.held_since`;

/**
 * Duties that nobody keeps: each turn lasts for its whole lease, unless the process that took it
 * sets another end, and nobody has one meanwhile, not even that process. Every method throws
 * `AppError` `storage.*` when the database fails.
 */
@injectable()
export class DutyTurns {
  constructor(
    private readonly duties: Duties,
    @inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a turn, if there is none now. Returns 0, or in how many milliseconds the
   * present one ends.
   */
  async take(name: DutyName, leaseMs: number): Promise<number> {
    const { owner, process } = this.duties;
    const nowMs = this.clock.now();
    const [since, until] = [nowMs, nowMs + leaseMs].map((ms) => new Date(ms).toISOString());
    const runner = this.dataSource.createQueryRunner();
    try {
      const parameters = [name, owner, process, since, until];
      const { affected } = await storage(runner.query(TAKE, parameters, true));
      if (affected === 1) return 0;
    } finally {
      await runner.release();
    }
    return this.endsInMs(name, leaseMs);
  }

  /** Lets this process's turn end in so many milliseconds, whatever its lease. */
  async endIn(name: DutyName, ms: number): Promise<void> {
    const mine = { name, owner: this.duties.owner };
    const heldUntil = new Date(this.clock.now() + ms).toISOString();
    await storage(this.dataSource.getRepository(DutyEntity).update(mine, { heldUntil }));
  }

  private async endsInMs(name: DutyName, leaseMs: number): Promise<number> {
    const row = await storage(this.dataSource.getRepository(DutyEntity).findOneBy({ name }));
    const remainingMs = Date.parse(row?.heldUntil ?? '') - this.clock.now();
    // Another machine's clock may be ahead.
    return Math.min(Math.max(1, remainingMs || 1), leaseMs);
  }
}
