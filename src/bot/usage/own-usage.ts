import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../config/person-limits.js';
import type { Quota } from '../../config/quota.js';
import { LimitsFor } from '../../generation/spending/limits-for.js';
import { PersonStorage } from '../../persistence/person-storage.js';
import type { QuotaAsker } from '../../persistence/quota-tiers.js';
import { SpendingReport } from '../../persistence/spending-report.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { leftOf, quotaLine, spentLine, storageLine, YOURS, type UsedQuota } from './sentences.js';

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
    const { personId } = asker;
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    const spentToday = await this.spending.ofPerson(personId, today);
    const spentInMonth = await this.spending.ofPerson(personId, `${today.slice(0, 7)}-01`);
    const storedBytes = await this.storage.bytesOf(personId);
    return [
      YOURS,
      quotaLine(await this.bestQuota(asker)),
      storageLine(storedBytes, this.person.storedBytes),
      spentLine(spentToday, spentInMonth),
    ];
  }

  /** Of several quotas any is enough, so the one counts that leaves most; null: pictures are not counted. */
  private async bestQuota(asker: QuotaAsker): Promise<UsedQuota | null> {
    const used: UsedQuota[] = [];
    for (const { quotaPerPerson: quota } of await this.limits.of(asker)) {
      if (quota === null) return null;
      used.push(await this.used(asker.personId, quota));
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
