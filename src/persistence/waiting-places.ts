import { inject, injectable } from 'tsyringe';
import { Brackets, In, Not, type DataSource, type Repository } from 'typeorm';

import { PERSON_LIMITS, type PersonLimits } from '../config/person-limits.js';
import { atPlace } from '../interactions/generation.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { DATA_SOURCE } from './database/database.js';
import { waitingPlace } from './interaction-row.js';
import { InteractionEntity } from './interaction.entity.js';
import { PersistenceService } from './persistence-service.js';
import { isUniqueViolation, storage } from './storage-errors.js';

/**
 * A person has as many places as generations of theirs may wait or run at the same time, in all
 * processes. A generation is stored together with its place, and a unique index lets no two
 * have the same, so that there are never more. Every method throws `AppError` `storage.*` when
 * the database fails.
 */
@injectable()
export class WaitingPlaces {
  private readonly rows: Repository<InteractionEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    private readonly persistence: PersistenceService,
    @inject(PERSON_LIMITS) private readonly limits: PersonLimits,
  ) {
    this.rows = dataSource.getRepository(InteractionEntity);
  }

  /** Whether a person has no place left. It writes nothing. */
  async areTaken(personId: string): Promise<boolean> {
    if (this.limits.waiting === 0) return false;
    return (await this.freePlace(personId, null)).place === null;
  }

  /**
   * Stores a state whose generation was just requested, at a free place.
   *
   * @returns null when its person has no place left; then nothing was stored.
   * @throws AppError `state.conflict` as well, see `PersistenceService.save`.
   */
  async save(state: InteractionState): Promise<InteractionState | null> {
    const { generation } = state;
    if (generation === null || this.limits.waiting === 0) return this.persistence.save(state);
    const personId = generation.requestedBy;
    for (;;) {
      const { place, isStale } = await this.freePlace(personId, state.id);
      if (place === null) return null;
      if (isStale) await this.clear(waitingPlace(personId, place));
      try {
        return await this.persistence.save({ ...state, generation: atPlace(generation, place) });
      } catch (error) {
        // Another request of the person took the place at the same moment.
        if (!isUniqueViolation(error)) throw error;
      }
    }
  }

  /**
   * A place that nothing takes, or only a generation that a former version has ended without giving
   * its place back.
   */
  private async freePlace(personId: string, exceptId: string | null) {
    const names = Array.from({ length: this.limits.waiting }, (_, n) => waitingPlace(personId, n));
    const others = await storage(
      this.rows.find({
        select: { id: true, waitingPlace: true, activeStatus: true },
        where: { waitingPlace: In(names), ...(exceptId !== null && { id: Not(exceptId) }) },
      }),
    );
    const taken = new Map(others.map((row) => [row.waitingPlace, isUnderWay(row)]));
    const unnamed = names.findIndex((name) => !taken.has(name));
    const stale = names.findIndex((name) => taken.get(name) === false);
    const place = unnamed === -1 ? stale : unnamed;
    return { place: place === -1 ? null : place, isStale: unnamed === -1 };
  }

  /** Does nothing where a generation waits or runs there. */
  private async clear(place: string): Promise<void> {
    await storage(
      this.rows
        .createQueryBuilder()
        .update()
        .set({ waitingPlace: null })
        .where({ waitingPlace: place })
        .andWhere(
          new Brackets((over) =>
            over
              .where('active_status IS NULL')
              .orWhere(`active_status NOT IN ('requested', 'running')`),
          ),
        )
        .execute(),
    );
  }
}

function isUnderWay({ activeStatus }: InteractionEntity): boolean {
  return activeStatus === 'requested' || activeStatus === 'running';
}
