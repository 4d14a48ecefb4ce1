import { injectable } from 'tsyringe';

import { CommandRequests, type RequestOwner } from '../../persistence/command-requests.js';
import { LeftPlaces } from '../../persistence/left-places.js';
import { PersonRequests } from '../../persistence/person-requests.js';

/**
 * What is noted of how a person, or the people of a server, have asked: what waits for an answer,
 * and when it was. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class AskedRecords {
  constructor(
    private readonly unanswered: CommandRequests,
    private readonly times: PersonRequests,
    private readonly places: LeftPlaces,
  ) {}

  async count(owner: RequestOwner): Promise<number> {
    const hasTimes = owner.kind === 'person' && (await this.times.has(owner.id));
    return (await this.unanswered.idsOf(owner)).length + (hasTimes ? 1 : 0);
  }

  /** It can be repeated. */
  async remove(owner: RequestOwner): Promise<void> {
    for (const id of await this.unanswered.idsOf(owner)) await this.unanswered.remove(id);
    if (owner.kind !== 'person') return;
    await this.times.remove(owner.id);
    await this.places.clear(owner.id);
  }
}
