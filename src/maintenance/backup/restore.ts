import { inject, injectable } from 'tsyringe';

import { GENERATION_FAILURES } from '../../interactions/failure-kinds.js';
import { failure } from '../../interactions/generation-failure.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { fail } from '../../interactions/transitions.js';
import { AppError } from '../../platform/app-error.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { GatewaySessions } from '../../persistence/gateway-sessions.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import type { InsertForeign } from '../../persistence/foreign-interactions.js';
import { ARCHIVE_LIMITS, type ArchiveEnd } from './archive-format.js';
import { Archives } from './archives.js';
import type { ArchivedInteraction } from './archived-interaction.js';
import type { ArchiveProgress } from './backup.js';
import { positionOfBackup } from './position-of-backup.js';

/** The content of a finished restore. */
export type RestoreReport = Pick<ArchiveEnd, 'interactions' | 'images' | 'imageBytes'> & {
  /** Images that the backup did not contain either. */
  readonly missingImages: number;
};

/** Rows in one statement; SQLite accepts 32,766 values in one. Large turns make it fewer. */
const BATCH_SIZE = 50;

/**
 * Restores a backup into an empty store, completely or not at all. Images are written first, then
 * all rows in one transaction. A killed restore leaves only images without a row: the next
 * restore writes them again, or a cleanup removes them. What was waiting for the model when the
 * backup was made has failed then, and its card says so: a click asks for it again, nothing is
 * paid without one.
 */
@injectable()
export class Restore {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly sessions: GatewaySessions,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly archives: Archives,
  ) {}

  /**
   * No bot may use the store during a restore.
   *
   * @param signal stops the restore and undoes it.
   * @param onProgress called for interactions as they are checked, and again as they are stored.
   * @throws AppError `storage.not_empty`; `storage.archive_refused`, `storage.no_archive` before
   * anything is changed; `storage.*` when the store fails, or the reason of `signal`: then no
   * interaction is restored.
   */
  async run(
    file: string,
    signal: AbortSignal,
    onProgress: (step: 'checked' | 'restored', progress: ArchiveProgress) => void = () => undefined,
  ): Promise<RestoreReport> {
    await this.refuseUnlessEmpty();
    const earlier = await this.imagesThere();
    let missingImages = 0;
    let checked = 0;
    let createdAt = '';
    const { interactions, images, imageBytes } = await this.archives.read(file, {
      manifest: (manifest) => {
        ({ createdAt } = manifest);
      },
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
      await this.sessions.save([positionOfBackup(createdAt)]);
      await this.inventory.insertAll((insert) => this.fill(file, insert, onRestored));
    } catch (error) {
      await this.removeImages(earlier);
      signal.throwIfAborted();
      throw error;
    }
    return { interactions, images, imageBytes, missingImages };
  }

  /** Checks the archive a second time, because it may have been replaced since the first check. */
  private async fill(
    file: string,
    insert: InsertForeign,
    onRestored: (count: number) => void,
  ): Promise<void> {
    let batch: ArchivedInteraction[] = [];
    let turnBytes = 0;
    let restored = 0;
    const flush = async () => {
      await insert(batch);
      restored += batch.length;
      batch = [];
      turnBytes = 0;
      onRestored(restored);
    };
    await this.archives.read(file, {
      image: (key, bytes) => this.images.putBack(key, bytes),
      interaction: async (archived) => {
        batch.push({ ...archived, state: withoutPaidWork(archived.state) });
        for (const { kept } of archived.turns) turnBytes += kept.length;
        if (batch.length === BATCH_SIZE || turnBytes > ARCHIVE_LIMITS.maxTurnBytes) await flush();
      },
    });
    await flush();
  }

  /**
   * The images that another database may name, where it used the same folder; mostly none.
   */
  private async imagesThere(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for await (const { name } of this.images.list()) names.add(name);
    return names;
  }

  /** Removes the images of a failed restore, which no row names. */
  private async removeImages(earlier: ReadonlySet<string>): Promise<void> {
    if (!(await this.inventory.isEmpty())) return;
    for await (const { name } of this.images.list())
      if (!earlier.has(name)) await this.images.remove(name);
  }

  private async refuseUnlessEmpty(): Promise<void> {
    if (await this.images.mayHoldForeign()) throw foreignImages();
    if (await this.inventory.isEmpty()) return;
    throw new AppError({
      code: 'storage.not_empty',
      retryable: false,
      userMessage:
        'A backup is restored into an empty store only, and this one holds interactions. Name another BOT_DATA_DIR, or empty it first (`nanobanana cleanup --max-age-days 0 --kept`).',
    });
  }
}

function foreignImages(): AppError {
  return new AppError({
    code: 'storage.not_empty',
    retryable: false,
    userMessage:
      'A backup is restored into an empty store only, and this bucket holds pictures, which may be those of a bot. Name another prefix in IMAGE_STORE.',
  });
}

/**
 * The picture may have been made, and paid, since the backup; the model is not asked
 * without a click.
 */
function withoutPaidWork(state: InteractionState): InteractionState {
  const { generation } = state;
  if (generation === null) return state;
  return fail(state, generation.id, failure(GENERATION_FAILURES.own.restored)) ?? state;
}
