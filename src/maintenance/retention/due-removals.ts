import { inject, injectable } from 'tsyringe';

import { KEEPING, type Keeping } from '../../config/keeping.js';
import { GonePlaces, type GonePlace } from '../../persistence/gone-places.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { PersonRequests } from '../../persistence/person-requests.js';
import type { Removable } from '../../persistence/removal-repository.js';
import { CLOCK, type Clock } from '../../platform/clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** In this time, who asked can bring a deleted card back. */
const DELETED_GRACE_MS = DAY_MS;

/** In this time, the bot can be invited again. */
const LEFT_SERVER_GRACE_MS = 7 * DAY_MS;

/** Knows what has no place in the database any more. Every method throws `AppError` `storage.*`. */
@injectable()
export class DueRemovals {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly places: GonePlaces,
    private readonly requests: PersonRequests,
    @inject(KEEPING) private readonly keeping: Keeping,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What a cleanup removes now: what was not used since `before` (null: nothing) and nobody keeps, what
   * was deleted more than a day ago, previews that nobody has confirmed in their time, and what belongs
   * to a server that was left more than a week ago.
   */
  async find(before: string | null, evenKept: boolean): Promise<Removable[]> {
    const places = await this.gonePlaces();
    const { previewHours } = this.keeping;
    return [
      ...(before === null ? [] : [{ unusedSince: before, evenKept }]),
      { deletedBefore: this.ago(DELETED_GRACE_MS) },
      ...(previewHours === 0 ? [] : [{ unconfirmedSince: this.ago(previewHours * HOUR_MS) }]),
      ...places,
    ];
  }

  /**
   * Forgets places without interactions, and when people have asked. An active generation keeps its
   * interaction, and so its place, until the next cleanup.
   */
  async forgetOthers(): Promise<void> {
    for (const place of await this.gonePlaces())
      if (!(await this.inventory.hasAny(place))) await this.places.remove(place);
    await this.requests.removeOld();
  }

  /** The places that are gone for longer than their time of grace. */
  private async gonePlaces(): Promise<GonePlace[]> {
    const [deletedBefore, leftBefore] = [
      this.ago(DELETED_GRACE_MS),
      this.ago(LEFT_SERVER_GRACE_MS),
    ];
    const places = await this.places.all();
    return places.filter(
      ({ channelId, since }) => since < (channelId === null ? leftBefore : deletedBefore),
    );
  }

  private ago(ms: number): string {
    return new Date(this.clock.now() - ms).toISOString();
  }
}
