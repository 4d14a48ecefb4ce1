import { AppError } from '../../src/platform/app-error.js';
import type { Picture } from '../../src/imaging/picture.js';
import { ImageStore } from '../../src/persistence/images/image-store.js';
import { FakeClock } from './fake-clock.js';
import { MemoryImageDriver } from './memory-image-driver.js';

/** The image store over memory, with the failures of a real driver on request. */
export class MemoryImageStore extends ImageStore {
  constructor(protected override readonly driver = new MemoryImageDriver()) {
    super(driver, new FakeClock());
  }

  /** The bytes of every image, by key. */
  get images(): Map<string, Buffer> {
    return this.driver.files;
  }

  /** Thrown by the next calls of the driver, one each. */
  get failures(): AppError[] {
    return this.driver.failures;
  }

  /** How often bytes were read. */
  get reads(): number {
    return this.driver.reads;
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
