import { singleton } from 'tsyringe';

import type { Drawing } from './drawing/draw-picture.js';
import { drawnSide } from './drawing/drawn-side.js';
import { fits, type FitLimits } from './fit-limits.js';
import { INPUT_LIMITS } from './limits.js';
import type { Picture } from './picture.js';
import { ImagingPool, type JobTerms } from './pool/imaging-pool.js';
import type { Urgency } from './pool/job-queue.js';
import { decodedBytes } from './weight/decoded-bytes.js';

/** How long opening one picture may take; ordinary ones take less than two seconds. */
const READ_LIMIT_MS = 15_000;
/** How long anything else may take, which may be several pictures, each encoded several times. */
const WORK_LIMIT_MS = 60_000;

/**
 * All operations on pixels. They run in processes of their own, so that a picture that ends
 * its process, or is too much for its memory, is one that cannot be read. No picture is opened
 * in this process.
 */
@singleton()
export class ImageProcessor {
  constructor(private readonly pool: ImagingPool) {}

  /**
   * Reads an untrusted upload of at most 10 MiB: a PNG, JPEG, WebP, AVIF or the first frame of a
   * GIF, detected by content. The result is upright, in sRGB, without metadata, and at most 10 MiB:
   * JPEG from JPEG and opaque AVIF, WebP from WebP, PNG from all others.
   *
   * @param personId who sent it, where that is known: nobody's pictures wait for all
   * of one person's.
   * @throws AppError `image.unsupported_type`, `image.too_large` (bytes), `image.too_many_pixels`
   * (over 50 megapixels or 16,383 a side, or 400 MiB decoded), `image.unreadable`, `image.timeout`
   * (over 15 s).
   */
  async readInput(bytes: Buffer, personId?: string): Promise<Picture> {
    const terms = { ...termsFor('next', [bytes], personId), limitMs: READ_LIMIT_MS };
    return await this.pool.run({ name: 'readInput', args: [bytes] }, terms);
  }

  /**
   * Checks a model's picture of at most 64 MiB and keeps its bytes. It must be PNG, JPEG or WebP by
   * content, within the limits, and decodable to the last pixel.
   *
   * @param personId for whom, where that is known.
   * @throws AppError as `readInput` does.
   */
  async inspect(bytes: Buffer, personId?: string): Promise<Picture> {
    const terms = { ...termsFor('first', [bytes], personId), limitMs: READ_LIMIT_MS };
    return { bytes, ...(await this.pool.run({ name: 'inspect', args: [bytes] }, terms)) };
  }

  /**
   * Combines 2 to 10 pictures into a grid of at most 1024 × 1024 pixels and keeps their aspect
   * ratios. The result is a JPEG, because PNG takes six times as long and ten times the bytes.
   *
   * @param personId for whom, where that is known.
   * @throws AppError `image.unreadable` or `image.timeout` when a picture cannot be decoded.
   * @throws RangeError for fewer or more pictures.
   */
  async contactSheet(pictures: readonly Picture[], personId?: string): Promise<Picture> {
    if (pictures.length < 2 || pictures.length > 10)
      throw new RangeError(`a contact sheet takes 2 to 10 pictures, not ${pictures.length}`);
    const terms = termsFor('next', bytesOf(pictures), personId);
    return await this.pool.run({ name: 'contactSheet', args: [pictures] }, terms);
  }

  /** A gray PNG of 512 × 512 pixels that shows the first 280 characters of the sentence. */
  async placeholder(userMessage: string): Promise<Picture> {
    return await this.pool.run({ name: 'placeholder', args: [userMessage] }, termsFor('first', []));
  }

  /**
   * Returns the same object if it fits. Else reduces a too long side, then the quality (as JPEG, or
   * WebP with transparency), then the size.
   *
   * @throws AppError `image.too_large` when even one pixel has too many bytes, and
   * `image.unreadable` or `image.timeout` when it cannot be decoded.
   *
   * @param personId for whom, where that is known.
   */
  async fit(picture: Picture, limits: FitLimits, personId?: string): Promise<Picture> {
    if (fits(picture, limits)) return picture;
    const terms = termsFor('first', [picture.bytes], personId);
    return await this.pool.run({ name: 'fit', args: [picture, limits] }, terms);
  }

  /**
   * A lossless WebP with the same pixels as a PNG, if it is smaller; else the same object. It runs
   * after all other jobs.
   *
   * @throws AppError `image.unreadable` or `image.timeout` when it cannot be decoded.
   */
  async compact(picture: Picture): Promise<Picture> {
    if (picture.mediaType !== 'image/png') return picture;
    const { weightBytes, ...terms } = termsFor('last', [picture.bytes]);
    const compared = { ...terms, weightBytes: weightBytes * COMPARED_COPIES };
    return (await this.pool.run({ name: 'compact', args: [picture] }, compared)) ?? picture;
  }

  /**
   * Draws a picture; see `drawPicture`. Work under way ends when `signal` aborts.
   *
   * @throws the signal's reason; `image.*` or an error of the decoder for a damaged picture.
   */
  async draw(
    { prompt, pictures, styleKey, aspect, longSide, variant = 0 }: Drawing,
    signal: AbortSignal,
    personId?: string,
  ): Promise<Picture> {
    const { weightBytes, ...terms } = termsFor('next', bytesOf(pictures), personId);
    const drawing = {
      prompt,
      pictures,
      styleKey,
      variant,
      ...(aspect !== undefined && { aspect }),
      ...(longSide !== undefined && { longSide }),
    };
    // The pictures are opened before the drawing is made of them.
    const heaviest = Math.max(weightBytes, drawnSide(drawing) ** 2 * BYTES_A_DRAWN_PIXEL);
    return await this.pool.run(
      { name: 'draw', args: [drawing] },
      { ...terms, weightBytes: heaviest, signal },
    );
  }
}

/** Of a picture that is compared with its copy, all pixels of both are in memory. */
const COMPARED_COPIES = 3;

/** Measured: the drawing, what is laid over it, and both together are in memory. */
const BYTES_A_DRAWN_PIXEL = 16;

function bytesOf(pictures: readonly Picture[]): Buffer[] {
  return pictures.map(({ bytes }) => bytes);
}

/**
 * The pictures of a job are opened one after the other. What is done for nobody in particular
 * counts as one person's for each urgency, so that compaction leaves room for what is urgent.
 */
function termsFor(
  urgency: Urgency,
  pictures: readonly Buffer[],
  personId: string = urgency,
): JobTerms {
  const weightBytes = Math.max(0, ...pictures.map(weightOf));
  return { urgency, personId, weightBytes, limitMs: WORK_LIMIT_MS };
}

/**
 * A header that cannot be read may hide anything, and one that says too much is refused unopened.
 */
function weightOf(bytes: Buffer): number {
  const { maxDecodedBytes } = INPUT_LIMITS;
  const weightBytes = decodedBytes(bytes) ?? maxDecodedBytes;
  return weightBytes > maxDecodedBytes ? 0 : weightBytes;
}
