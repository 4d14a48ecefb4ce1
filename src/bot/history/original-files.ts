import { inject, injectable } from 'tsyringe';

import { batchAround } from '../../interactions/batch.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { cardPicture } from '../../views/card-message.js';
import { tooLarge } from './sentences.js';

/** One stored picture as a file, or why it cannot be sent. */
export type OriginalFile =
  | { readonly attachment: Buffer; readonly name: string }
  | { readonly tooLarge: string };

/** The pictures of cards in the bytes that were stored. */
@injectable()
export class OriginalFiles {
  constructor(@inject(IMAGE_STORE) private readonly images: ImageStore) {}

  /**
   * What a card shows, one after the other: a card with a contact sheet shows several.
   *
   * @param maxBytes the most that Discord takes of a file.
   * @throws AppError `image.*` for a picture that is missing or damaged, `storage.*`
   */
  async *shownBy(state: InteractionState, maxBytes: number): AsyncGenerator<OriginalFile> {
    const { outputs, currentIndex, showsSheet, isSpoiler } = state;
    const indexes = showsSheet ? batchAround(outputs, currentIndex) : [currentIndex];
    for (const image of indexes.flatMap((index) => outputs[index]?.image ?? [])) {
      const { name } = cardPicture(image, { isSpoiler });
      if (image.byteSize > maxBytes) yield { tooLarge: tooLarge(image.byteSize, maxBytes) };
      else yield { attachment: await this.images.get(image), name };
    }
  }
}
