import { LRUCache } from 'lru-cache';

import type { StoredImage } from '../../interactions/stored-image.js';
import { ImageStore } from './image-store.js';

/**
 * Room for the pictures that people walk through at the moment; the driver keeps all the others.
 */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The image store that keeps the pictures that were read last in memory. Images are never
 * rewritten, so what is cached is what is stored; only reading is spared.
 */
export class CachedImageStore extends ImageStore {
  private readonly pictures = new LRUCache<string, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: (bytes) => bytes.length,
  });

  override async get(image: StoredImage): Promise<Buffer> {
    const known = this.pictures.get(image.sha256);
    if (known) return known;
    const bytes = await super.get(image);
    this.pictures.set(image.sha256, bytes);
    return bytes;
  }
}
