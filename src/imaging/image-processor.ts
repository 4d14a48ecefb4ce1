import { singleton } from 'tsyringe';

import { compact } from './compact.js';
import { contactSheet } from './contact-sheet.js';
import { fit } from './fit.js';
import type { FitLimits } from './fit.js';
import { ImagingQueue } from './imaging-queue.js';
import { inspect } from './inspect.js';
import type { Picture } from './picture.js';
import { placeholder } from './placeholder.js';
import { readInput } from './read-input.js';

/** All operations on pixels. At most two of them run at a time. */
@singleton()
export class ImageProcessor {
  constructor(private readonly queue: ImagingQueue) {}

  /**
   * Reads an untrusted upload of at most 8 MiB: a PNG, JPEG, WebP, AVIF or the first frame of a
   * GIF, detected by content. The result is upright, in sRGB, without metadata, and at most 8 MiB:
   * JPEG from JPEG and opaque AVIF, WebP from WebP, PNG from all others.
   *
   * @throws AppError `image.unsupported_type`, `image.too_large` (bytes), `image.too_many_pixels`
   * (over 50 megapixels or 16,383 a side), `image.unreadable`, `image.timeout` (over 20 s).
   */
  async readInput(bytes: Buffer): Promise<Picture> {
    return await this.queue.run(() => readInput(bytes));
  }

  /**
   * Checks a model's picture of at most 64 MiB and keeps its bytes. It must be PNG, JPEG or WebP by
   * content, within the limits, and decodable to the last pixel.
   *
   * @throws AppError as `readInput` does.
   */
  async inspect(bytes: Buffer): Promise<Picture> {
    return await this.queue.run(() => inspect(bytes));
  }

  /**
   * Combines 2 to 10 pictures into a grid of at most 1024 × 1024 pixels and keeps their aspect
   * ratios. The result is a JPEG, because PNG takes six times as long and ten times the bytes.
   *
   * @throws AppError `image.unreadable` or `image.timeout` when a picture cannot be decoded.
   * @throws RangeError for fewer or more pictures.
   */
  async contactSheet(pictures: readonly Picture[]): Promise<Picture> {
    return await this.queue.run(() => contactSheet(pictures));
  }

  /** A gray PNG of 512 × 512 pixels that shows the first 280 characters of the sentence. */
  async placeholder(userMessage: string): Promise<Picture> {
    return await this.queue.run(() => placeholder(userMessage));
  }

  /**
   * Returns the same object if it fits. Else reduces a too long side, then the quality (as JPEG, or
   * WebP with transparency), then the size.
   *
   * @throws AppError `image.too_large` when even one pixel has too many bytes, and
   * `image.unreadable` or `image.timeout` when it cannot be decoded.
   */
  async fit(picture: Picture, limits: FitLimits): Promise<Picture> {
    return await this.queue.run(() => fit(picture, limits));
  }

  /**
   * A lossless WebP with the same pixels as a PNG, if it is smaller; else the same object. It runs
   * after all other jobs.
   *
   * @throws AppError `image.unreadable` or `image.timeout` when it cannot be decoded.
   */
  async compact(picture: Picture): Promise<Picture> {
    return await this.queue.run(() => compact(picture), undefined, LOW_PRIORITY);
  }
}

/** No person waits for this job. */
const LOW_PRIORITY = -1;
