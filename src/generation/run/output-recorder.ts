import { inject, injectable } from 'tsyringe';

import { IMAGE_COMPRESSION, type ImageCompression } from '../../config/image-compression.js';
import { AppError } from '../../platform/app-error.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import type { Generation, OutputItem } from '../../interactions/interaction-state.js';
import type { ModelAnswer } from '../models/image-model.js';

/** What Discord takes in one file from a bot, in any server: 10 MiB. */
export const DELIVERY_MAX_BYTES = 10 * 1024 * 1024;

/** Stores what a model made, before any row names it. */
@injectable()
export class OutputRecorder {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(IMAGE_COMPRESSION) private readonly compression: ImageCompression,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores the picture, in its original bytes or, where that is asked for, in fewer bytes with the
   * same pixels; and a smaller copy where Discord would refuse those.
   *
   * @throws AppError `storage.*`
   */
  async record(
    interactionId: string,
    generation: Generation,
    model: string,
    { picture, text }: ModelAnswer,
  ): Promise<OutputItem> {
    const origin = generation.styleKey === null ? 'generated' : 'styled';
    const kept = await this.compacted(picture);
    const image = await this.images.put(interactionId, { kind: 'output', name: origin }, kept);
    const smaller = await this.imaging.fit(kept, { maxBytes: DELIVERY_MAX_BYTES });
    const deliveryImage =
      smaller === kept
        ? null
        : await this.images.put(interactionId, { kind: 'output', name: 'delivery' }, smaller);
    return {
      origin,
      image,
      deliveryImage,
      promptUsed: generation.prompt,
      styleKey: generation.styleKey,
      model,
      text,
      createdAt: new Date(this.clock.now()).toISOString(),
    };
  }

  private async compacted(picture: Picture): Promise<Picture> {
    if (this.compression === 'off') return picture;
    try {
      return await this.imaging.compact(picture);
    } catch (error) {
      // The picture is worth more than the room it takes.
      if (error instanceof AppError) return picture;
      throw error;
    }
  }
}
