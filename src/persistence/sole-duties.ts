import { Duties, type DutyName, type HeldDuty } from './duties.js';

const NEVER = new AbortController().signal;

/**
 * The duties of a process that is the only one on its database: it has each that it wants, at
 * once and for as long as it wants. Nothing is stored, because renewals would write to the
 * disk for ever.
 */
export class SoleDuties extends Duties {
  override async hold(name: DutyName): Promise<HeldDuty> {
    this.holding.add(name);
    const release = async () => void this.holding.delete(name);
    return { name, lost: NEVER, release };
  }
}
