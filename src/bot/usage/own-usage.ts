import { inject, injectable } from 'tsyringe';

import { PERSON_LIMITS, type PersonLimits } from '../../config/person-limits.js';
import { SPENDING_LIMITS, type SpendingLimits } from '../../config/spending.js';
import { PersonStorage } from '../../persistence/person-storage.js';
import { SpendingReport } from '../../persistence/spending-report.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { quotaLine, spentLine, storageLine, YOURS } from './sentences.js';

/** What one person has left. */
@injectable()
export class OwnUsage {
  constructor(
    private readonly spending: SpendingReport,
    private readonly storage: PersonStorage,
    @inject(SPENDING_LIMITS) private readonly limits: SpendingLimits,
    @inject(PERSON_LIMITS) private readonly person: PersonLimits,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `storage.*` */
  async lines(personId: string): Promise<string[]> {
    const today = new Date(this.clock.now()).toISOString().slice(0, 10);
    const spentToday = await this.spending.ofPerson(personId, today);
    const spentInMonth = await this.spending.ofPerson(personId, `${today.slice(0, 7)}-01`);
    const storedBytes = await this.storage.bytesOf(personId);
    return [
      YOURS,
      await this.quota(personId),
      storageLine(storedBytes, this.person.storedBytes),
      spentLine(spentToday, spentInMonth),
    ];
  }

  private async quota(personId: string): Promise<string> {
    const { quotaPerPerson: quota } = this.limits;
    if (quota === null) return quotaLine(null);
    const since = new Date(this.clock.now() - quota.windowMs).toISOString();
    const { pictures, oldestAt } = await this.spending.quotaUse(personId, since);
    const moreAtMs = oldestAt === null ? null : Date.parse(oldestAt) + quota.windowMs;
    return quotaLine({ quota, used: pictures, moreAtMs });
  }
}
