import { inject, injectable } from 'tsyringe';
import { Brackets, In, type DataSource, type Repository } from 'typeorm';

import { DATA_SOURCE } from './database/database.js';
import { UNKNOWN } from './interaction-state-codec.js';
import { InteractionStateEntity } from './interaction-state.entity.js';
import { storage } from './storage-errors.js';
import { ImportedFileEntity } from './imported-file.entity.js';

/** A card of the predecessor that does not say which interaction it belongs to. */
export interface FormerCard {
  readonly channelId: string;
  readonly messageId: string;
  /** The names of the pictures on it. */
  readonly fileNames: readonly string[];
}

/**
 * Finds the imported interactions of the predecessor's cards by what is on them. Every method throws
 * `AppError` `storage.*`.
 */
@injectable()
export class FormerCards {
  private readonly rows: Repository<InteractionStateEntity>;
  private readonly files: Repository<ImportedFileEntity>;

  constructor(@inject(DATA_SOURCE) dataSource: DataSource) {
    this.rows = dataSource.getRepository(InteractionStateEntity);
    this.files = dataSource.getRepository(ImportedFileEntity);
  }

  /**
   * The id of the one interaction whose card this is: by its place, else by the names of its
   * pictures, unless the interaction has another card. Null where there is none, or more than one.
   */
  async find({ channelId, messageId, fileNames }: FormerCard): Promise<string | null> {
    const here = await storage(
      this.rows.find({
        select: { id: true },
        where: { messageId, channelId: In([channelId, UNKNOWN]) },
        take: 2,
      }),
    );
    if (here.length > 0) return onlyOne(here);
    if (fileNames.length === 0) return null;
    const named = await storage(
      this.rows
        .createQueryBuilder('row')
        .select('DISTINCT row.id', 'id')
        .innerJoin(ImportedFileEntity, 'file', 'file.interactionId = row.id')
        .where('file.name IN (:...fileNames)', { fileNames })
        .andWhere(
          new Brackets((card) =>
            card
              .where('row.messageId IS NULL')
              .orWhere('row.messageId = :messageId', { messageId }),
          ),
        )
        .limit(2)
        .getRawMany<{ id: string }>(),
    );
    return onlyOne(named);
  }

  /** The names that the predecessor gave to the pictures of an interaction. */
  async fileNamesOf(interactionId: string): Promise<string[]> {
    const files = await storage(
      this.files.find({ where: { interactionId }, order: { name: 'ASC' } }),
    );
    return files.map(({ name }) => name);
  }
}

function onlyOne(found: readonly { readonly id: string }[]): string | null {
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
