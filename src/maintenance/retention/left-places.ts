import { inject, injectable } from 'tsyringe';

import { GonePlaces, type GonePlace } from '../../persistence/gone-places.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { CLOCK, type Clock } from '../../platform/clock.js';

const DAY_MS = 86_400_000;

/** As long as a card that was deleted by itself can be brought back. */
const DELETED_GRACE_MS = DAY_MS;

/** In this time, the bot can be invited again. */
const LEFT_SERVER_GRACE_MS = 7 * DAY_MS;

/**
 * The servers that were left, and the channels that were deleted. Every method
 * throws `AppError` `storage.*`.
 */
@injectable()
export class LeftPlaces {
  constructor(
    private readonly places: GonePlaces,
    private readonly inventory: InteractionInventory,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those that are gone for longer than their time of grace. */
  async due(): Promise<GonePlace[]> {
    const places = await this.places.all();
    return places.filter(({ channelId, since }) => {
      const graceMs = channelId === null ? LEFT_SERVER_GRACE_MS : DELETED_GRACE_MS;
      return Date.parse(since) < this.clock.now() - graceMs;
    });
  }

  /**
   * Forgets those without interactions. An active generation keeps its interaction, and so its
   * place, until the next cleanup.
   */
  async forgetEmpty(): Promise<void> {
    for (const place of await this.due())
      if (!(await this.inventory.hasAny(place))) await this.places.remove(place);
  }
}
