import { AppError } from '../platform/app-error.js';
import { imagesOf } from '../interactions/images-of.js';
import type { StoredImage } from '../interactions/stored-image.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { InteractionInventory } from '../persistence/interaction-inventory.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import { IMAGE_FINDINGS, isStillNamed, type Finding } from './verification.js';

/** From where to where images are copied, and the rows that name them. */
export interface ImageCopyParts {
  readonly inventory: InteractionInventory;
  readonly persistence: PersistenceService;
  readonly from: ImageStore;
  readonly to: ImageStore;
}

/** How a copy is stopped, and who hears of it. */
export interface ImageCopyOptions {
  /** Stops the copy between two images; the next one continues. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: ImageCopyReport) => void;
  /** Called for each image or row that cannot be copied. */
  readonly onFinding: (finding: Finding) => void;
}

/** What a copy has done. */
export interface ImageCopyReport {
  readonly interactions: number;
  readonly copied: number;
  readonly copiedBytes: number;
  /** Images that were there in their full size. */
  readonly alreadyThere: number;
  /** Images and rows that cannot be copied. */
  readonly problems: number;
}

/** An image, and the interaction that names it. */
interface NamedImage {
  readonly id: string;
  readonly image: StoredImage;
}

/**
 * Copies every image that a row names into another store, where it is read again and its checksum
 * checked. What is there already is left out, so that a copy that was stopped, or one beside a
 * running bot, is finished by the next one. Nothing is removed.
 *
 * @throws AppError `storage.*` when a store or the database fails; the reason of the signal.
 */
export async function copyImages(
  parts: ImageCopyParts,
  { signal, onProgress, onFinding }: ImageCopyOptions,
): Promise<ImageCopyReport> {
  const done = { interactions: 0, copied: 0, copiedBytes: 0, alreadyThere: 0, problems: 0 };
  const report = (finding: Finding) => {
    done.problems += 1;
    onFinding(finding);
  };
  const images = namedImages(parts, (id, isReadable) => {
    done.interactions += 1;
    if (!isReadable) report({ kind: 'unreadable_row', interactionId: id, key: null });
    onProgress(done);
  });
  const worker = async () => {
    // One generator for all workers: each image goes to one of them.
    for await (const { id, image } of images) {
      signal.throwIfAborted();
      const outcome = await copyOne(parts, image);
      if (outcome === 'copied') {
        done.copied += 1;
        done.copiedBytes += image.byteSize;
      } else if (outcome === 'already there') done.alreadyThere += 1;
      else if (await isStillNamed(parts, id, image))
        report({ kind: outcome, interactionId: id, key: image.key });
    }
  };
  const concurrency = Math.max(parts.from.concurrency, parts.to.concurrency);
  await Promise.all(Array.from({ length: concurrency }, worker));
  return done;
}

async function* namedImages(
  { inventory }: ImageCopyParts,
  onRow: (id: string, isReadable: boolean) => void,
): AsyncGenerator<NamedImage> {
  for await (const { id, state } of inventory.all()) {
    for (const image of state === null ? [] : imagesOf(state)) yield { id, image };
    onRow(id, state !== null);
  }
}

async function copyOne(
  { from, to }: ImageCopyParts,
  image: StoredImage,
): Promise<'copied' | 'already there' | Finding['kind']> {
  if (await to.hasWhole(image)) return 'already there';
  let bytes: Buffer;
  try {
    bytes = await from.get(image);
  } catch (error) {
    const kind = error instanceof AppError ? IMAGE_FINDINGS[error.code] : undefined;
    if (kind === undefined) throw error;
    return kind;
  }
  await to.putBack(image.key, bytes);
  await to.get(image);
  return 'copied';
}
