import { inject, injectable } from 'tsyringe';

import { AppError } from '../../platform/app-error.js';
import { VERSION } from '../../platform/version.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { GonePlaces } from '../../persistence/gone-places.js';
import { InteractionInventory, type ReadRow } from '../../persistence/interaction-inventory.js';
import { ModelTurns, type KeptTurn } from '../../persistence/model-turns.js';
import { imagesOf } from '../../interactions/images-of.js';
import {
  ARCHIVE_LIMITS,
  ARCHIVE_VERSION,
  interactionEntry,
  MANIFEST,
  type ArchiveManifest,
} from './archive-format.js';
import type { ArchiveWriter } from './archive-writer.js';
import { Archives } from './archives.js';
import { archivedJson, readArchivedInteraction } from './archived-interaction.js';

/** The content of a backup, and what it does not contain. */
export interface BackupReport {
  readonly file: string;
  /** Of the archive. */
  readonly byteSize: number;
  readonly interactions: number;
  readonly images: number;
  /** Of all images, uncompressed. */
  readonly imageBytes: number;
  /** One sentence for each interaction that was left out, and each image that was not readable. */
  readonly problems: readonly string[];
}

/** The progress of a backup or a restore. */
export interface ArchiveProgress {
  readonly interactions: number;
  /** Null: not known yet. */
  readonly ofInteractions: number | null;
}

/**
 * Writes all interactions and their images into one archive while the bot runs. Each interaction is
 * stored in one consistent version, with every image that it names.
 */
@injectable()
export class Backup {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly places: GonePlaces,
    private readonly turns: ModelTurns,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly archives: Archives,
  ) {}

  /**
   * @param file the path of the archive; it must not exist. Partial files of killed backups in its
   * folder are removed.
   * @param signal stops the backup between two interactions.
   * @throws AppError `storage.*`, or the reason of `signal`. Then neither the archive nor a part of
   * it exists.
   */
  async run(
    file: string,
    signal: AbortSignal,
    onProgress: (progress: ArchiveProgress) => void = () => undefined,
  ): Promise<BackupReport> {
    const writer = await this.archives.create(file);
    const made = { interactions: 0, images: 0, imageBytes: 0 };
    const problems: string[] = [];
    try {
      const ofInteractions = await this.inventory.count();
      await writer.add(MANIFEST, manifest(writer.atMs));
      const deletedChannels = await this.deletedChannels();
      for await (const row of this.inventory.all()) {
        signal.throwIfAborted();
        await this.add(withDeletion(row, deletedChannels), writer, made, problems);
        onProgress({ interactions: made.interactions, ofInteractions });
      }
      const byteSize = await writer.finish(made);
      return { file, byteSize, ...made, problems };
    } finally {
      await writer.discard();
    }
  }

  /** When each channel was deleted, by its id. A server that was left is noticed by every start. */
  private async deletedChannels(): Promise<ReadonlyMap<string, string>> {
    const places = await this.places.all();
    return new Map(
      places.flatMap(({ channelId, since }) => (channelId === null ? [] : [[channelId, since]])),
    );
  }

  private async add(
    { id, state }: ReadRow,
    writer: ArchiveWriter,
    made: { interactions: number; images: number; imageBytes: number },
    problems: string[],
  ): Promise<void> {
    const json = state && (await this.restorableJson(state, []));
    if (state === null || json === null) {
      problems.push(`The interaction ${id} was left out: its data is damaged.`);
      return;
    }
    const missingImages: string[] = [];
    for (const image of imagesOf(state)) {
      const bytes = await this.bytesOf(image);
      if (bytes === null) {
        missingImages.push(image.key);
        continue;
      }
      await writer.add(image.key, bytes);
      made.images += 1;
      made.imageBytes += bytes.length;
    }
    // A cleanup has just removed the interaction with its images.
    if (missingImages.length > 0 && !(await this.inventory.has(id))) return;
    const complete =
      missingImages.length === 0 ? json : await this.restorableJson(state, missingImages);
    await writer.add(interactionEntry(id), complete ?? json);
    made.interactions += 1;
    problems.push(...missingImages.map((key) => `The image ${key} is missing or damaged.`));
  }

  /** The JSON of an interaction's entry; null if a restore would refuse it. */
  private async restorableJson(
    state: InteractionState,
    missingImages: readonly string[],
  ): Promise<Buffer | null> {
    const formerFileNames = await this.inventory.formerFileNames(state.id);
    const turns = await this.turnsOf(state);
    const json = archivedJson({ state, formerFileNames, turns, missingImages });
    if (json.length > ARCHIVE_LIMITS.maxJsonBytes) return null;
    try {
      readArchivedInteraction(state.id, json);
      return json;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  /** What is kept for the outputs, as far as there is room for it: the newest ones matter most. */
  private async turnsOf({ id, outputs }: InteractionState): Promise<KeptTurn[]> {
    const turns: KeptTurn[] = [];
    let byteSize = 0;
    for (const { image, making } of outputs.toReversed()) {
      if ((making?.thread ?? null) === null) continue;
      const kept = (await this.turns.find(id, [image.key])).get(image.key);
      if (kept === undefined) continue;
      byteSize += Buffer.byteLength(kept);
      if (byteSize > ARCHIVE_LIMITS.maxTurnBytes) break;
      turns.push({ imageKey: image.key, kept });
    }
    return turns;
  }

  /** Null: missing or damaged. */
  private async bytesOf(image: StoredImage): Promise<Buffer | null> {
    try {
      return await this.images.get(image);
    } catch (error) {
      if (error instanceof AppError && !error.retryable) return null;
      throw error;
    }
  }
}

function manifest(atMs: number): Buffer {
  const told: ArchiveManifest = {
    format: 'nanobanana-backup',
    formatVersion: ARCHIVE_VERSION,
    productVersion: VERSION,
    createdAt: new Date(atMs).toISOString(),
  };
  return Buffer.from(JSON.stringify(told));
}

/** The deletion of a channel, which took its cards along, is told with each of them. */
function withDeletion(row: ReadRow, deletedChannels: ReadonlyMap<string, string>): ReadRow {
  const { state } = row;
  const since = deletedChannels.get(state?.channelId ?? '');
  if (state === null || since === undefined || state.deletedAt !== null) return row;
  return { id: row.id, state: { ...state, deletedAt: since } };
}
