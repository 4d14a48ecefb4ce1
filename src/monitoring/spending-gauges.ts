import { Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';

import { SPENDING_LIMITS, type SpendingLimits } from '../config/spending.js';
import { SpendingReport } from '../persistence/spending-report.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { readGauge } from './read-gauge.js';

const MICRO = 1_000_000;

/** What is spent of the budgets, by all processes together. An index alone tells it. */
@injectable()
export class SpendingGauges {
  constructor(
    private readonly registry: Registry,
    private readonly spending: SpendingReport,
    @inject(SPENDING_LIMITS) private readonly limits: SpendingLimits,
    @inject(CLOCK) private readonly clock: Clock,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Registers the gauges, once. */
  register(): void {
    const { registry } = this;
    const { budgetPerDay, budgetPerMonth } = this.limits;
    const today = () => new Date(this.clock.now()).toISOString().slice(0, 10);
    readGauge(
      registry,
      'spent_day_dollars',
      'US dollars spent or reserved today (UTC), by all processes.',
      () => this.spent(today()),
    );
    readGauge(
      registry,
      'spent_month_dollars',
      'US dollars spent or reserved this month (UTC), by all processes.',
      () => this.spent(`${today().slice(0, 7)}-01`),
    );
    readGauge(registry, 'budget_day_dollars', 'BUDGET_PER_DAY in US dollars; NaN: none.', () =>
      dollars(budgetPerDay),
    );
    readGauge(registry, 'budget_month_dollars', 'BUDGET_PER_MONTH in US dollars; NaN: none.', () =>
      dollars(budgetPerMonth),
    );
  }

  private async spent(since: string): Promise<number> {
    try {
      return dollars(await this.spending.total(since));
    } catch (err) {
      this.logger.warn({ err }, 'Could not read what is spent');
      return Number.NaN;
    }
  }
}

function dollars(microDollars: number | null): number {
  return microDollars === null ? Number.NaN : microDollars / MICRO;
}
