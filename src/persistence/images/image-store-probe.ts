import { randomBytes, randomUUID } from 'node:crypto';

import type { ImageStore } from './image-store.js';

const PROBE_BYTES = 4096;

/**
 * Writes a file into a store, reads it back and removes it. One that is left behind, because the
 * process died in between, no row names: the next cleanup removes it.
 *
 * @throws AppError `storage.*`
 */
export async function probeImageStore(images: ImageStore): Promise<void> {
  const bytes = randomBytes(PROBE_BYTES);
  const picture = { bytes, mediaType: 'image/png', width: 32, height: 32 } as const;
  const image = await images.put(randomUUID(), { kind: 'input', n: 0 }, picture);
  await images.get(image);
  await images.remove(image.key);
}
