import { inject, injectable } from 'tsyringe';
import type { DataSource, EntityManager } from 'typeorm';

import { AppError } from '../../platform/app-error.js';
import { DATA_SOURCE } from '../../persistence/database/database.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { ImportedFileEntity } from '../../persistence/imported-file.entity.js';
import { encodeState } from '../../persistence/interaction-state-codec.js';
import { InteractionStateEntity } from '../../persistence/interaction-state.entity.js';
import { storage } from '../../persistence/storage-errors.js';
import type { ArchiveEnd } from './archive-format.js';
import { ArchiveWalk } from './archive-walk.js';
import type { ArchivedInteraction } from './archived-interaction.js';
import type { ArchiveProgress } from './backup.js';

/** What was restored. */
export type RestoreReport = Pick<ArchiveEnd, 'interactions' | 'images' | 'imageBytes'> & {
  /** Images that the backup did not have either. */
  readonly missingImages: number;
};

/** So many rows become one statement; SQLite takes 32,766 values in one. */
const BATCH_SIZE = 50;

/**
 * Puts a backup into an empty store, all of it or nothing. Images come first and rows in one
 * transaction, so that a restore that was killed has left nothing but images without a row: the next
 * one writes them again, or a cleanup removes them.
 */
@injectable()
export class Restore {
  constructor(
    @inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
  ) {}

  /**
   * No bot may run on the store meanwhile.
   *
   * @param signal ends it, and takes back what was done.
   * @param onProgress hears of interactions checked first, and then of the same ones stored.
   * @throws AppError `storage.not_empty`; `storage.archive_refused`, `storage.no_archive` before
   * anything was changed; `storage.*` when the store fails, or the reason of `signal`: then no
   * interaction was restored.
   */
  async run(
    file: string,
    signal: AbortSignal,
    onProgress: (step: 'checked' | 'restored', progress: ArchiveProgress) => void = () => undefined,
  ): Promise<RestoreReport> {
    await this.refuseUnlessEmpty();
    let missingImages = 0;
    let checked = 0;
    const { interactions, images, imageBytes } = await ArchiveWalk.through(file, {
      image: async () => undefined,
      interaction: async (archived) => {
        signal.throwIfAborted();
        missingImages += archived.missingImages.length;
        checked += 1;
        onProgress('checked', { interactions: checked, ofInteractions: null });
      },
    });
    const onRestored = (restored: number) => {
      onProgress('restored', { interactions: restored, ofInteractions: interactions });
      signal.throwIfAborted();
    };
    try {
      await storage(this.dataSource.transaction((manager) => this.fill(file, manager, onRestored)));
    } catch (error) {
      await this.removeImages();
      signal.throwIfAborted();
      throw error;
    }
    return { interactions, images, imageBytes, missingImages };
  }

  /** The archive is checked once more on the way: it may have been exchanged meanwhile. */
  private async fill(
    file: string,
    manager: EntityManager,
    onRestored: (count: number) => void,
  ): Promise<void> {
    let batch: ArchivedInteraction[] = [];
    let restored = 0;
    const flush = async () => {
      await insert(manager, batch);
      restored += batch.length;
      batch = [];
      onRestored(restored);
    };
    await ArchiveWalk.through(file, {
      image: (key, bytes) => this.images.putBack(key, bytes),
      interaction: async (archived) => {
        batch.push(archived);
        if (batch.length === BATCH_SIZE) await flush();
      },
    });
    await flush();
  }

  /** What a restore has left that failed; no row names an image then. */
  private async removeImages(): Promise<void> {
    if (!(await this.isEmpty())) return;
    for await (const { name } of this.images.list()) await this.images.remove(name);
  }

  private async isEmpty(): Promise<boolean> {
    return !(await storage(this.dataSource.getRepository(InteractionStateEntity).exists()));
  }

  private async refuseUnlessEmpty(): Promise<void> {
    if (await this.isEmpty()) return;
    throw new AppError({
      code: 'storage.not_empty',
      retryable: false,
      sentence:
        'A backup is restored into an empty store only, and this one holds interactions. Name another BOT_DATA_DIR, or empty it first (`nanobanana cleanup --max-age-days 0`).',
    });
  }
}

async function insert(
  manager: EntityManager,
  batch: readonly ArchivedInteraction[],
): Promise<void> {
  const rows = batch.map(({ state }) => ({
    id: state.id,
    version: state.version,
    ...encodeState(state),
  }));
  if (rows.length > 0) await manager.insert(InteractionStateEntity, rows);
  for (const { state, formerFileNames } of batch) {
    const files = [...new Set(formerFileNames)].map((name) => ({ interactionId: state.id, name }));
    if (files.length > 0) await manager.insert(ImportedFileEntity, files);
  }
}
