import { inject, injectable } from 'tsyringe';

import { KEEPING, type Keeping } from '../../config/keeping.js';
import { unusedBefore } from '../../config/retention-days.js';
import { firstInstantOfDay } from '../../persistence/interaction-row.js';
import { PersonRequests } from '../../persistence/person-requests.js';
import type { Removable } from '../../persistence/removal-repository.js';
import { StoredRights } from '../../persistence/stored-rights.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { LeftPlaces } from './left-places.js';

const HOUR_MS = 3_600_000;

/** In this time, who asked can bring a deleted card back. */
const DELETED_GRACE_MS = 24 * HOUR_MS;

/** Knows what has no place in the database any more. Every method throws `AppError` `storage.*`. */
@injectable()
export class DueRemovals {
  constructor(
    private readonly places: LeftPlaces,
    private readonly requests: PersonRequests,
    private readonly rights: StoredRights,
    @inject(KEEPING) private readonly keeping: Keeping,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What a cleanup removes now: what was not used since `before` (null: nothing), or for as long
   * as its server keeps it, and nobody keeps; what was deleted more than a day ago, previews
   * that nobody has confirmed in their time, and what belongs to a server that was left more
   * than a week ago.
   */
  async find(before: string | null, evenKept: boolean): Promise<Removable[]> {
    const { previewHours } = this.keeping;
    return [
      ...(before === null ? [] : [{ unusedSince: before, evenKept }]),
      ...(await this.ofServers(before)),
      { deletedBefore: this.ago(DELETED_GRACE_MS) },
      ...(previewHours === 0 ? [] : [{ unconfirmedSince: this.ago(previewHours * HOUR_MS) }]),
      ...(await this.places.due()),
    ];
  }

  /** Forgets places without interactions, and when people have asked. */
  async forgetOthers(): Promise<void> {
    await this.places.forgetEmpty();
    await this.requests.removeOld();
  }

  /**
   * What servers keep for a shorter time than all others; days are whole ones, so that an
   * index finds it.
   */
  private async ofServers(before: string | null): Promise<Removable[]> {
    const removals: Removable[] = [];
    for (const [onServer, days] of await this.rights.retentions()) {
      const unusedSince = firstInstantOfDay(unusedBefore(this.clock.now(), days));
      if (before === null || unusedSince > before) removals.push({ unusedSince, onServer });
    }
    return removals;
  }

  private ago(ms: number): string {
    return new Date(this.clock.now() - ms).toISOString();
  }
}
