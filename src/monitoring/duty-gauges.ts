import { Registry } from 'prom-client';
import { injectable } from 'tsyringe';

import { Duties, type DutyName } from '../persistence/duties.js';
import { readLabelledGauge } from './read-gauge.js';

/** By the first word of a duty's name. */
const KINDS = ['shard', 'cleanup', 'commands'] as const;

/** What this process alone does of all processes on its database. */
@injectable()
export class DutyGauges {
  constructor(
    private readonly registry: Registry,
    private readonly duties: Duties,
  ) {}

  /** Registers the gauge, once. */
  register(): void {
    const help = 'Duties that this process has of all processes on its database, by kind.';
    readLabelledGauge(this.registry, 'duties_held', help, 'duty', () => {
      const held = [...this.duties.holding].map((name: DutyName) => name.split(' ', 1)[0]);
      return KINDS.map((kind) => [kind, held.filter((each) => each === kind).length]);
    });
  }
}
