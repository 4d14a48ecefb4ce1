import { inject, injectable } from 'tsyringe';
import { In, type DataSource, type Repository } from 'typeorm';

import { AppError } from '../platform/app-error.js';
import { LOGGER, type Logger } from '../platform/logger.js';
import { DATA_SOURCE } from './database/database.js';
import { ModelTurnEntity } from './model-turn.entity.js';
import { storage } from './storage-errors.js';

/** The most bytes that are kept for one picture. */
export const MAX_KEPT_BYTES = 2 * 1024 * 1024;

/** What a model needs to go on from one of its pictures. */
export interface KeptTurn {
  /** The picture's key in the image store. */
  readonly imageKey: string;
  /** Only the model knows what it means. */
  readonly kept: string;
}

/**
 * Keeps what models need to go on from their pictures: in a table of its own, because each click
 * writes the document of its interaction. It goes with the interaction.
 */
@injectable()
export class ModelTurns {
  private readonly rows: Repository<ModelTurnEntity>;

  constructor(
    @inject(DATA_SOURCE) dataSource: DataSource,
    @inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rows = dataSource.getRepository(ModelTurnEntity);
  }

  /**
   * Keeps a turn for a picture that was stored, before its row names it. Never rejects: a picture
   * is worth more than the way to go on from it.
   *
   * @returns whether it is kept: not where it is too large, the database fails, or the
   * interaction was removed.
   */
  async keep(interactionId: string, { imageKey, kept }: KeptTurn): Promise<boolean> {
    const byteSize = Buffer.byteLength(kept);
    if (byteSize > MAX_KEPT_BYTES) {
      this.logger.warn({ interactionId, imageKey, byteSize }, 'Turn is too large to be kept');
      return false;
    }
    try {
      await storage(this.rows.insert({ interactionId, imageKey, kept }));
      return true;
    } catch (err) {
      if (!(err instanceof AppError)) throw err;
      this.logger.warn({ interactionId, imageKey, err }, 'Turn could not be kept');
      return false;
    }
  }

  /**
   * What is kept for these pictures, by their keys.
   *
   * @throws AppError `storage.*`
   */
  async find(
    interactionId: string,
    imageKeys: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await storage(this.rows.findBy({ interactionId, imageKey: In(imageKeys) }));
    return new Map(rows.map(({ imageKey, kept }) => [imageKey, kept]));
  }
  /**
   * Models cannot go on from these pictures any more.
   *
   * @throws AppError `storage.*`
   */
  async remove(interactionId: string, imageKeys: readonly string[]): Promise<void> {
    await storage(this.rows.delete({ interactionId, imageKey: In(imageKeys) }));
  }
}
