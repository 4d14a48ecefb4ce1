import { inject, injectable } from 'tsyringe';
import { In, IsNull, LessThan, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { ownKeysIn } from './images/image-keys.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import { storage } from './storage-errors.js';

/** One interaction that can go, and what goes with it. */
export interface UnusedInteraction {
  readonly id: string;
  /** The images that its row names. */
  readonly imageKeys: readonly string[];
  /** Bytes of these images. */
  readonly imageBytes: number;
}

/** How much there is to go. */
export interface UnusedSurvey {
  readonly interactions: number;
  /** Bytes of all images that their rows name. */
  readonly imageBytes: number;
}

/**
 * Finds and removes interactions that were not used since a moment, given as ISO 8601 in UTC. One
 * with a generation under way is never among them. Every method throws `AppError` `storage.*`.
 */
@injectable()
export class UnusedInteractions {
  private readonly rows: Repository<InteractionStateEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
  }

  /** Counts them; one long reading of the index, so not for a process that people wait for. */
  async survey(before: string): Promise<UnusedSurvey> {
    const interactions = await storage(this.rows.countBy(unusedSince(before)));
    const imageBytes = await storage(this.rows.sum('imageBytes', unusedSince(before)));
    return { interactions, imageBytes: imageBytes ?? 0 };
  }

  /** The ones that were not used for longest. */
  async find(before: string, limit: number): Promise<UnusedInteraction[]> {
    const rows = await storage(
      this.rows.find({
        select: { id: true, inputs: true, outputs: true, imageBytes: true },
        where: unusedSince(before),
        order: { lastUsedAt: 'ASC' },
        take: limit,
      }),
    );
    return rows.map(({ id, inputs, outputs, imageBytes }) => ({
      id,
      imageKeys: ownKeysIn(inputs + outputs, id),
      imageBytes,
    }));
  }

  /**
   * Removes those of the found ones that are still unused, in one statement: a click that came in
   * between wins.
   *
   * @returns those that are gone; their images are still to be removed.
   */
  async remove(
    found: readonly UnusedInteraction[],
    before: string,
  ): Promise<readonly UnusedInteraction[]> {
    const ids = In(found.map(({ id }) => id));
    const result = await storage(this.rows.delete({ id: ids, ...unusedSince(before) }));
    if (result.affected === found.length) return found;
    // Ids never come again, so what is not there was removed, by this or by another process.
    const rows = await storage(this.rows.find({ select: { id: true }, where: { id: ids } }));
    const left = new Set(rows.map(({ id }) => id));
    return found.filter(({ id }) => !left.has(id));
  }
}

function unusedSince(before: string) {
  return { lastUsedAt: LessThan(before), underWay: IsNull() };
}
