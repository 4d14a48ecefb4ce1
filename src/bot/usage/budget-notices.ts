import { inject, injectable } from 'tsyringe';

import { SPENDING_LIMITS, type SpendingLimits } from '../../config/spending.js';
import { OFFERED_MODELS } from '../../generation/models/offered-models.js';
import { estimateOf } from '../../interactions/estimate.js';
import type { OfferedModels } from '../../interactions/offered-models.js';
import { AUTOMATIC_SETTINGS } from '../../interactions/settings.js';
import { Notes } from '../../persistence/notes.js';
import { SpendingReport } from '../../persistence/spending-report.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import type { BudgetUse } from './sentences.js';
import { spentIn } from './spent-in.js';

/** In percent. At 100, there is no room for one more picture of the usual kind. */
export type NoticeLevel = 80 | 100;

/** What whoever runs the bot is to be told of a budget. */
export interface BudgetNotice extends BudgetUse {
  readonly level: NoticeLevel;
  /** The first day of the period (UTC). */
  readonly since: string;
}

const PERIODS = ['day', 'month'] as const;
const NEARLY = 0.8;

/**
 * Knows which notices about budgets are due. Each is due once in its day or month, for all
 * processes together and after every restart. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class BudgetNotices {
  constructor(
    private readonly spending: SpendingReport,
    private readonly notes: Notes,
    @inject(SPENDING_LIMITS) private readonly limits: SpendingLimits,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  get hasBudget(): boolean {
    return this.limits.budgetPerDay !== null || this.limits.budgetPerMonth !== null;
  }

  async due(): Promise<BudgetNotice[]> {
    const notices: BudgetNotice[] = [];
    for (const period of PERIODS) {
      const notice = await this.reached(period);
      if (notice !== null && (await this.toldLevel(notice)) < notice.level) notices.push(notice);
    }
    return notices;
  }

  /** It is not due any more. */
  async told({ period, since, level }: BudgetNotice): Promise<void> {
    await this.notes.save(`budget of the ${period}`, `${since} ${level}`);
  }

  private async reached(period: 'day' | 'month'): Promise<BudgetNotice | null> {
    const { budgetPerDay, budgetPerMonth } = this.limits;
    const budget = period === 'day' ? budgetPerDay : budgetPerMonth;
    if (budget === null) return null;
    const total = async (since: string) => this.spending.total(since);
    const spent = await spentIn(period, this.clock.now(), total, budget);
    const { microDollars } = spent;
    if (microDollars < budget * NEARLY || microDollars === 0) return null;
    const level = budget - microDollars < this.usualPrice() ? 100 : 80;
    return { ...spent, period, level, budget };
  }

  private async toldLevel({ period, since }: BudgetNotice): Promise<number> {
    const [day, level] = (await this.notes.load(`budget of the ${period}`))?.split(' ') ?? [];
    return day === since ? Number(level) : 0;
  }

  /** At least the smallest amount: where nothing is left, nothing fits. */
  private usualPrice(): number {
    return Math.max(estimateOf(AUTOMATIC_SETTINGS, this.models)?.microDollars ?? 0, 1);
  }
}
