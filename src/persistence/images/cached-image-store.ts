import { LRUCache } from 'lru-cache';

import type { Picture } from '../../imaging/picture.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import type { ImageRole, ImageStore, StoredFile } from './image-store.js';

/** Room for the pictures that people walk through at the moment; a store keeps all the others. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Keeps the pictures that were read last in memory, in front of another store. Images are never
 * rewritten, so what is cached is what is stored; only reading is spared.
 */
export class CachedImageStore implements ImageStore {
  private readonly pictures = new LRUCache<string, Buffer>({
    maxSize: MAX_BYTES,
    sizeCalculation: (bytes) => bytes.length,
  });

  constructor(private readonly store: ImageStore) {}

  async put(interactionId: string, role: ImageRole, picture: Picture): Promise<StoredImage> {
    return this.store.put(interactionId, role, picture);
  }

  async putBack(key: string, bytes: Buffer): Promise<void> {
    await this.store.putBack(key, bytes);
  }

  async get(image: StoredImage): Promise<Buffer> {
    const known = this.pictures.get(image.sha256);
    if (known) return known;
    const bytes = await this.store.get(image);
    this.pictures.set(image.sha256, bytes);
    return bytes;
  }

  list(): AsyncIterable<string> {
    return this.store.list();
  }

  async inspect(name: string): Promise<StoredFile | null> {
    return this.store.inspect(name);
  }

  async remove(name: string): Promise<void> {
    await this.store.remove(name);
  }
}
