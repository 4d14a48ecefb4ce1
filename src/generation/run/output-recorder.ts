import { inject, injectable } from 'tsyringe';

import { IMAGE_COMPRESSION, type ImageCompression } from '../../config/image-compression.js';
import { AppError } from '../../platform/app-error.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { ModelTurns } from '../../persistence/model-turns.js';
import type { Generation } from '../../interactions/generation.js';
import type { OutputItem } from '../../interactions/interaction-state.js';
import { makingOf } from '../making-of.js';
import type { PaidAnswer } from './charged-calls.js';

/** The largest file that Discord accepts from a bot in any server: 10 MiB. */
export const DELIVERY_MAX_BYTES = 10 * 1024 * 1024;

/** Stores the pictures of a model before a row refers to them. */
@injectable()
export class OutputRecorder {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(IMAGE_COMPRESSION) private readonly compression: ImageCompression,
    @inject(CLOCK) private readonly clock: Clock,
    private readonly turns: ModelTurns,
  ) {}

  /**
   * Stores the picture in its original bytes, or losslessly compressed if configured. Also stores a
   * smaller copy when Discord would refuse the picture, and what the model needs to go on from it:
   * that holds for its original bytes alone, so nothing is kept for a compressed one.
   *
   * @throws AppError `storage.*`
   */
  async record(
    interactionId: string,
    generation: Generation,
    { picture, text, model, usage, price, thread }: PaidAnswer,
  ): Promise<OutputItem> {
    const { requestedBy: personId } = generation;
    const origin = generation.styleKey === null ? 'generated' : 'styled';
    const kept = await this.compacted(picture);
    const image = await this.images.put(interactionId, { kind: 'output', name: origin }, kept);
    const smaller = await this.imaging.fit(kept, { maxBytes: DELIVERY_MAX_BYTES }, personId);
    const deliveryImage =
      smaller === kept
        ? null
        : await this.images.put(interactionId, { kind: 'output', name: 'delivery' }, smaller);
    const isKept =
      thread !== null &&
      kept === picture &&
      (await this.turns.keep(interactionId, { imageKey: image.key, kept: thread.kept }));
    const earlier = isKept ? thread.earlier : null;
    return {
      origin,
      image,
      deliveryImage,
      promptUsed: generation.prompt,
      styleKey: generation.styleKey,
      model,
      text,
      making: makingOf(generation, { usage, price }, earlier, this.clock.now()),
      createdAt: new Date(this.clock.now()).toISOString(),
    };
  }

  /** Removes the pictures of an output that no row names. @throws AppError `storage.*` */
  async discard({ image, deliveryImage }: OutputItem): Promise<void> {
    const stored = deliveryImage === null ? [image] : [image, deliveryImage];
    await this.images.removeAll(stored.map(({ key }) => key));
  }

  private async compacted(picture: Picture): Promise<Picture> {
    if (this.compression === 'off') return picture;
    try {
      return await this.imaging.compact(picture);
    } catch (error) {
      // A picture that cannot be compressed is stored in its original bytes.
      if (error instanceof AppError) return picture;
      throw error;
    }
  }
}
