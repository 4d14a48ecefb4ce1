import { inject, injectable } from 'tsyringe';
import { Brackets, type DataSource } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { InteractionEntity } from './interaction.entity.js';
import { storage } from './storage-errors.js';

/** Names a person at the places and slots that their generations have taken. */
@injectable()
export class LeftPlaces {
  constructor(@inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Takes a person's id out of interactions without an active generation: a former version ends one
   * without giving its place back, also on the cards of others.
   *
   * @throws AppError `storage.*`
   */
  async clear(personId: string): Promise<void> {
    const places = `${personId}:%`;
    const isNamed = new Brackets((named) =>
      named
        .where('waiting_place LIKE :places', { places })
        .orWhere('person_slot LIKE :places', { places })
        .orWhere('waiting_person = :personId', { personId }),
    );
    await storage(
      this.dataSource
        .createQueryBuilder()
        .update(InteractionEntity)
        .set({ waitingPlace: null, personSlot: null, waitingPerson: null })
        .where(isNamed)
        .andWhere(`(active_status IS NULL OR active_status NOT IN ('requested', 'running'))`)
        .execute(),
    );
  }
}
