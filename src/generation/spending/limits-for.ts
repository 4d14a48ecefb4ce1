import { inject, injectable } from 'tsyringe';

import { quotaIn } from '../../config/quota.js';
import { SPENDING_LIMITS, type SpendingLimits } from '../../config/spending.js';
import { QuotaTiers, type QuotaAsker } from '../../persistence/quota-tiers.js';

/** The limits that hold for one person: those of everybody, unless their server says otherwise. */
@injectable()
export class LimitsFor {
  constructor(
    @inject(SPENDING_LIMITS) private readonly usual: SpendingLimits,
    private readonly tiers: QuotaTiers,
  ) {}

  /**
   * Several where any of them is enough. The budgets in dollars, and the quota of the server,
   * hold for everybody.
   *
   * @throws AppError `storage.*`
   */
  async of(asker: QuotaAsker): Promise<readonly [SpendingLimits, ...SpendingLimits[]]> {
    const { isExempt, quotas } = await this.tiers.of(asker);
    if (isExempt) return [{ ...this.usual, quotaPerPerson: null }];
    const [first, ...others] = quotas.flatMap((text) => {
      const quotaPerPerson = quotaIn(text);
      return quotaPerPerson === null ? [] : [{ ...this.usual, quotaPerPerson }];
    });
    return first === undefined ? [this.usual] : [first, ...others];
  }
}
