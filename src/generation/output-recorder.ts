import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../clock.js';
import { ImageProcessor } from '../imaging/image-processor.js';
import { IMAGE_STORE, type ImageStore } from '../persistence/images/image-store.js';
import type { Generation, OutputItem } from '../persistence/interaction-state.js';
import type { ModelAnswer } from './image-model.js';

/** What Discord takes in one file from a bot, in any server: 10 MiB. */
export const DELIVERY_MAX_BYTES = 10 * 1024 * 1024;

/** Stores what a model made, before any row names it. */
@injectable()
export class OutputRecorder {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores the picture in its original bytes, and a smaller copy where Discord would refuse those.
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
    const image = await this.images.put(interactionId, { kind: 'output', name: origin }, picture);
    const smaller = await this.imaging.fit(picture, { maxBytes: DELIVERY_MAX_BYTES });
    const deliveryImage =
      smaller === picture
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
}
