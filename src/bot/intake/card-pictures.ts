import { inject, injectable } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import type { PictureSource, Reader } from './picture-request.js';

/** Pictures that cards of the bot show, in the bytes that were stored. */
@injectable()
export class CardPictures {
  constructor(
    private readonly persistence: PersistenceService,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
  ) {}

  /**
   * The source of the picture that the card of an interaction shows.
   *
   * @param name what people call the card.
   * @param isSpoiler whether the card shows it covered.
   */
  source(interactionId: string, name: string, isSpoiler = false): PictureSource {
    return {
      name,
      ...(isSpoiler && { isSpoiler }),
      read: (reader) => this.read(interactionId, reader),
    };
  }

  private async read(interactionId: string, { takeSlot }: Reader): Promise<Picture> {
    const { outputs, currentIndex } = await this.persistence.load(interactionId);
    const shown = outputs[currentIndex]?.image;
    if (!shown) {
      throw new AppError({
        code: 'image.none_shown',
        retryable: false,
        userMessage: 'It shows no picture yet.',
      });
    }
    await takeSlot();
    const { mediaType, width, height } = shown;
    return { bytes: await this.images.get(shown), mediaType, width, height };
  }
}
