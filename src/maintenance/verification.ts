import { AppError } from '../platform/app-error.js';
import type { StoredImage } from '../interactions/stored-image.js';
import { THROTTLE_BESIDE_BOT } from './retention/throttle.js';
import type { Clock } from '../platform/clock.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { InteractionInventory } from '../persistence/interaction-inventory.js';
import type { PersistenceService } from '../persistence/persistence-service.js';
import { imagesOf } from '../interactions/images-of.js';
import type { OrphanSweep } from './retention/orphan-sweep.js';

/** One problem in the stored data. */
export interface Finding {
  readonly kind: 'unreadable_row' | 'missing_image' | 'damaged_image' | 'orphaned_file';
  /** Null for a file that no interaction names. */
  readonly interactionId: string | null;
  /** The image or file; null if the row itself has the problem. */
  readonly key: string | null;
}

/** What the verification of interactions reads. */
export interface StoredInteractions {
  readonly inventory: InteractionInventory;
  readonly persistence: PersistenceService;
  readonly images: ImageStore;
}

/** What the verification of files reads. */
export interface StoredFiles {
  readonly orphans: OrphanSweep;
  readonly clock: Clock;
}

/** By the code of the error that reading an image ended with. */
export const IMAGE_FINDINGS: Readonly<Record<string, Finding['kind']>> = {
  'storage.image_missing': 'missing_image',
  'storage.image_damaged': 'damaged_image',
};

/**
 * Reads every row and every image that it names, and yields the problems of each row. A problem is
 * checked again before it is reported, because data may change meanwhile.
 *
 * @throws AppError `storage.*` when the database or store fails.
 */
export async function* verifyInteractions(parts: StoredInteractions): AsyncGenerator<Finding[]> {
  for await (const { id, state } of parts.inventory.all()) {
    if (state === null) {
      yield [{ kind: 'unreadable_row', interactionId: id, key: null }];
      continue;
    }
    const findings: Finding[] = [];
    for (const image of imagesOf(state)) {
      const kind = await problemWith(parts, image);
      if (kind === null || !(await isStillNamed(parts, id, image))) continue;
      findings.push({ kind, interactionId: id, key: image.key });
    }
    yield findings;
  }
}

/** Yields the files older than an hour that no row needs, one batch of stored files at a time. */
export async function* verifyFiles({ orphans, clock }: StoredFiles): AsyncGenerator<Finding[]> {
  for await (const batch of orphans.all(clock.now(), THROTTLE_BESIDE_BOT)) {
    yield batch.map(({ name }) => ({ kind: 'orphaned_file', interactionId: null, key: name }));
  }
}

async function problemWith(
  { images }: Pick<StoredInteractions, 'images'>,
  image: StoredImage,
): Promise<Finding['kind'] | null> {
  try {
    const bytes = await images.get(image);
    return bytes.length === image.byteSize ? null : 'damaged_image';
  } catch (error) {
    const kind = error instanceof AppError ? IMAGE_FINDINGS[error.code] : undefined;
    if (kind === undefined) throw error;
    return kind;
  }
}

/**
 * Whether the row still names the image. A cleanup may have removed both since the row was read.
 */
export async function isStillNamed(
  { persistence }: Pick<StoredInteractions, 'persistence'>,
  id: string,
  { key }: StoredImage,
): Promise<boolean> {
  try {
    return imagesOf(await persistence.load(id)).some((image) => image.key === key);
  } catch (error) {
    if (error instanceof AppError && error.code === 'state.not_found') return false;
    throw error;
  }
}
