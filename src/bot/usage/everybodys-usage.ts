import { inject, injectable } from 'tsyringe';

import { SPENDING_LIMITS, type SpendingLimits } from '../../config/spending.js';
import { SpendingReport, type SpentBy } from '../../persistence/spending-report.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { budgetLine, EVERYBODYS, spenderLine } from './sentences.js';
import { spentIn } from './spent-in.js';

/** More would not fit into a message. */
const MAX_LISTED = 5;

/** What everybody together has spent, for whoever runs the bot. */
@injectable()
export class EverybodysUsage {
  constructor(
    private readonly spending: SpendingReport,
    @inject(SPENDING_LIMITS) private readonly limits: SpendingLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `storage.*` */
  async lines(): Promise<string[]> {
    const nowMs = this.clock.now();
    const { budgetPerDay, budgetPerMonth } = this.limits;
    const total = async (since: string) => this.spending.total(since);
    const today = await spentIn('day', nowMs, total, budgetPerDay);
    const month = await spentIn('month', nowMs, total, budgetPerMonth);
    const most = async (by: 'person' | 'server' | 'model') =>
      (await this.spending.by(by, month.since)).slice(0, MAX_LISTED);
    return [
      EVERYBODYS,
      budgetLine('today', today),
      budgetLine('this month', month),
      ...(await most('model')).map(named((name) => `\`${name}\``)),
      ...(await most('server')).map(named((id) => `server \`${id}\``)),
      ...(await most('person')).map(named((id) => `<@${id}>`)),
    ];
  }
}

function named(mention: (key: string) => string): (spent: SpentBy) => string {
  return (spent) => spenderLine(spent.key === null ? null : mention(spent.key), spent);
}
