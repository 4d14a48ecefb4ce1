import { AppError } from '../platform/app-error.js';
import type { InteractionState, StoredImage } from '../interactions/interaction-state.js';
import { PACE_BESIDE_BOT } from './retention/pace.js';
import type { OrphanSweep } from './retention/orphan-sweep.js';
import type { Clock } from '../platform/clock.js';
import type { ImageStore } from '../persistence/images/image-store.js';
import type { InteractionWalk } from '../persistence/interaction-walk.js';
import type { PersistenceService } from '../persistence/persistence-service.js';

/** One thing that is not as it has to be. */
export interface Finding {
  readonly kind: 'unreadable_row' | 'missing_image' | 'damaged_image' | 'orphaned_file';
  /** Null for a file that no interaction names. */
  readonly interactionId: string | null;
  /** The image or file; null where the row itself is concerned. */
  readonly key: string | null;
}

/** Where rows and the images that they name are read from. */
interface Interactions {
  readonly walk: Pick<InteractionWalk, 'all'>;
  readonly persistence: Pick<PersistenceService, 'load'>;
  readonly images: Pick<ImageStore, 'get'>;
}

/** Where files that no row needs are found. */
interface Files {
  readonly orphans: Pick<OrphanSweep, 'all'>;
  readonly clock: Clock;
}

const IMAGE_FINDINGS: Readonly<Record<string, Finding['kind']>> = {
  'storage.image_missing': 'missing_image',
  'storage.image_damaged': 'damaged_image',
};

/**
 * Reads every row and every image that a row names, and yields after each row what is wrong with it.
 * What changes while it looks is looked at again before it counts.
 *
 * @throws AppError `storage.*` when database or store fail.
 */
export async function* verifyInteractions(parts: Interactions): AsyncGenerator<Finding[]> {
  for await (const { id, state } of parts.walk.all()) {
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

/** Yields, a batch of stored files after the other, those older than an hour that no row needs. */
export async function* verifyFiles({ orphans, clock }: Files): AsyncGenerator<Finding[]> {
  for await (const batch of orphans.all(clock.now(), PACE_BESIDE_BOT)) {
    yield batch.map(({ name }) => ({ kind: 'orphaned_file', interactionId: null, key: name }));
  }
}

async function problemWith(
  { images }: Pick<Interactions, 'images'>,
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

/** A cleanup may have taken the row and its images since the row was read. */
async function isStillNamed(
  { persistence }: Pick<Interactions, 'persistence'>,
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

/** Each image of an interaction, once. */
export function imagesOf({ inputs, outputs }: InteractionState): StoredImage[] {
  const all = [
    ...inputs,
    ...outputs.flatMap(({ image, deliveryImage }) => [image, deliveryImage ?? []].flat()),
  ];
  return [...new Map(all.map((image) => [image.key, image])).values()];
}
