import { inject, injectable } from 'tsyringe';

import type { Picture } from '../../imaging/picture.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { shownImages } from '../../interactions/shown-images.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import type { PictureSource, Reader } from './picture-request.js';
import { pictureOnCard, SHOWS_NO_PICTURE } from './sentences.js';

/** Pictures that cards of the bot show, in the bytes that were stored. */
@injectable()
export class CardPictures {
  constructor(
    private readonly persistence: PersistenceService,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
  ) {}

  /**
   * The sources of the pictures that the card of an interaction shows now: of a contact sheet, each
   * of its pictures; of a preview, those of its request.
   *
   * @param name what people call the card.
   * @param seen the output that is meant, where it may show another one by now.
   * @throws AppError `state.*` or `image.none_shown`, with a sentence that says why there are none;
   * `storage.*`.
   */
  async shownBy(
    interactionId: string,
    name: string,
    seen: Partial<Pick<InteractionState, 'currentIndex' | 'showsSheet'>> = {},
  ): Promise<readonly PictureSource[]> {
    const { currentIndex, showsSheet } = seen;
    const stored = await this.persistence.load(interactionId);
    const state = {
      ...stored,
      currentIndex: currentIndex ?? stored.currentIndex,
      showsSheet: showsSheet ?? stored.showsSheet,
    };
    const images = shownImages(state);
    if (images.length === 0) {
      throw new AppError({
        code: 'image.none_shown',
        retryable: false,
        userMessage: SHOWS_NO_PICTURE,
      });
    }
    return images.map((image, n) => ({
      name: images.length === 1 ? name : pictureOnCard(n + 1, name),
      isSpoiler: state.isSpoiler,
      cardOf: interactionId,
      read: (reader) => this.read(image, reader),
    }));
  }

  private async read(image: StoredImage, { takeSlot }: Reader): Promise<Picture> {
    await takeSlot();
    const { mediaType, width, height } = image;
    return { bytes: await this.images.get(image), mediaType, width, height };
  }
}
