import { createHash } from 'node:crypto';

import { AppError } from '../../src/platform/app-error.js';
import type { Picture } from '../../src/imaging/picture.js';
import type {
  ImageRole,
  ImageStore,
  StoredFile,
} from '../../src/persistence/images/image-store.js';
import type { StoredImage } from '../../src/interactions/stored-image.js';

/** Images in memory, with the failures of a real store on request. */
export class MemoryImageStore implements ImageStore {
  /** The bytes of every image, by key. */
  readonly images = new Map<string, Buffer>();
  /** Thrown by the next reads and writes, one each. */
  readonly failures: AppError[] = [];
  /** How often bytes were read. */
  reads = 0;
  /** When everything was stored; long ago. */
  storedAtMs = 0;

  async put(interactionId: string, role: ImageRole, picture: Picture): Promise<StoredImage> {
    this.failIfTold();
    const { bytes, mediaType, width, height } = picture;
    const name = role.kind === 'input' ? role.n : role.name;
    const extension = mediaType.replace('image/', '');
    const key = `${role.kind}_images/${role.kind}_${interactionId}_${name}_${this.images.size}.${extension}`;
    this.images.set(key, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { key, sha256, byteSize: bytes.length, mediaType, width, height };
  }

  async putBack(key: string, bytes: Buffer): Promise<void> {
    this.failIfTold();
    this.images.set(key, bytes);
  }

  async get({ key }: StoredImage): Promise<Buffer> {
    this.reads += 1;
    this.failIfTold();
    const bytes = this.images.get(key);
    if (bytes) return bytes;
    throw imageMissing();
  }

  async *list(): AsyncGenerator<string> {
    for (const name of this.images.keys()) {
      this.failIfTold();
      yield name;
    }
  }

  async inspect(name: string): Promise<StoredFile | null> {
    this.failIfTold();
    const bytes = this.images.get(name);
    return bytes ? { byteSize: bytes.length, storedAtMs: this.storedAtMs } : null;
  }

  async remove(name: string): Promise<void> {
    this.failIfTold();
    this.images.delete(name);
  }

  private failIfTold(): void {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** What a store says about an image it does not have. */
export function imageMissing(): AppError {
  return new AppError({
    code: 'storage.image_missing',
    retryable: false,
    userMessage: 'The stored picture is missing.',
  });
}

/** What a store says about an image whose checksum differs. */
export function imageDamaged(): AppError {
  return new AppError({
    code: 'storage.image_damaged',
    retryable: false,
    userMessage: 'The stored picture is damaged.',
  });
}

/** A picture whose bytes are a text; stores and doubles never look into it. */
export function textPicture(text: string): Picture {
  return { bytes: Buffer.from(text), mediaType: 'image/png', width: 640, height: 480 };
}
