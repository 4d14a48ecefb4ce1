import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../config/person-limits.js';
import type { Quota } from '../../config/quota.js';
import type { SpendingLimits } from '../../config/spending.js';
import { LimitsFor } from '../../generation/spending/limits-for.js';
import { PersonStorage } from '../../persistence/person-storage.js';
import type { QuotaAsker } from '../../persistence/quota-tiers.js';
import { SpendingReport } from '../../persistence/spending-report.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import {
  leftOf,
  quotaLine,
  serverSpentLine,
  spentLine,
  storageLine,
  YOURS,
  type SpentOf,
  type UsedQuota,
} from './sentences.js';
import { spentIn } from './spent-in.js';

/** What one person has left. */
@injectable()
export class OwnUsage {
  constructor(
    private readonly spending: SpendingReport,
    private readonly storage: PersonStorage,
    private readonly limits: LimitsFor,
    @inject(PERSON_LIMITS) private readonly person: PersonLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param asker in the place where they ask: a server can give them, or a role, another quota.
   * @throws AppError `storage.*`
   */
  async lines(asker: QuotaAsker): Promise<string[]> {
    const { personId, guildId } = asker;
    const limits = await this.limits.of(asker);
    const [{ budgetPerPersonPerDay, budgetPerPersonPerMonth }] = limits;
    const own = async (since: string) => this.spending.ofPerson(personId, since);
    const [today, month] = await this.spent(own, budgetPerPersonPerDay, budgetPerPersonPerMonth);
    const storedBytes = await this.storage.bytesOf(personId);
    return [
      YOURS,
      quotaLine(await this.bestQuota(personId, limits)),
      storageLine(storedBytes, this.person.storedBytes),
      spentLine(today, month),
      ...(guildId === null ? [] : await this.serverLines(guildId, limits[0])),
    ];
  }

  /** Where a server has a budget, its people see what is left of it. */
  private async serverLines(
    guildId: string,
    { budgetPerServerPerDay: perDay, budgetPerServerPerMonth: perMonth }: SpendingLimits,
  ): Promise<string[]> {
    if (perDay === null && perMonth === null) return [];
    const servers = async (since: string) => this.spending.ofServer(guildId, since);
    return [serverSpentLine(...(await this.spent(servers, perDay, perMonth)))];
  }

  private async spent(
    since: (day: string) => Promise<number>,
    perDay: number | null,
    perMonth: number | null,
  ): Promise<[today: SpentOf, month: SpentOf]> {
    const nowMs = this.clock.now();
    return [
      await spentIn('day', nowMs, since, perDay),
      await spentIn('month', nowMs, since, perMonth),
    ];
  }

  /**
   * Of several quotas any is enough, so the one counts that leaves most; null: pictures
   * are not counted.
   */
  private async bestQuota(
    personId: string,
    limits: readonly SpendingLimits[],
  ): Promise<UsedQuota | null> {
    const used: UsedQuota[] = [];
    for (const { quotaPerPerson: quota } of limits) {
      if (quota === null) return null;
      used.push(await this.used(personId, quota));
    }
    const [best = null] = used.toSorted(
      (one, other) => leftOf(other) - leftOf(one) || (one.moreAtMs ?? 0) - (other.moreAtMs ?? 0),
    );
    return best;
  }

  private async used(personId: string, quota: Quota): Promise<UsedQuota> {
    const since = new Date(this.clock.now() - quota.windowMs).toISOString();
    const { pictures, oldestAt } = await this.spending.quotaUse(personId, since);
    const moreAtMs = oldestAt === null ? null : Date.parse(oldestAt) + quota.windowMs;
    return { quota, used: pictures, moreAtMs };
  }
}
