import { injectable } from 'tsyringe';

import type { CommandRequest } from '../../../interactions/command-request.js';
import { AppError } from '../../../platform/app-error.js';
import { AttachedPictures } from '../attached-pictures.js';
import { CardPictures } from '../card-pictures.js';
import type { PictureRequest } from '../picture-request.js';
import { leftOut } from '../sentences.js';
import { THE_OTHER_CARD } from './sentences.js';

/** The pictures that commands work from: files, or what a card shows. */
@injectable()
export class GivenPictures {
  constructor(
    private readonly attached: AttachedPictures,
    private readonly cards: CardPictures,
  ) {}

  /**
   * Their sources; what cannot be had of a card is a note.
   *
   * @throws AppError `storage.*`
   */
  async of({
    pictures,
    fromCard,
  }: CommandRequest): Promise<Pick<PictureRequest, 'pictures' | 'notes'>> {
    const files = pictures.map(({ isSpoiler, ...file }) => ({
      ...this.attached.source(file),
      isSpoiler,
    }));
    if (fromCard === null) return { pictures: files, notes: [] };
    try {
      const shown = await this.cards.shownBy(fromCard.id, THE_OTHER_CARD, fromCard);
      return { pictures: [...files, ...shown], notes: [] };
    } catch (error) {
      if (!(error instanceof AppError) || error.code.startsWith('storage.')) throw error;
      // A card without pictures has its words.
      if (error.code === 'image.none_shown') return { pictures: files, notes: [] };
      return { pictures: files, notes: [leftOut(THE_OTHER_CARD, error.userMessage)] };
    }
  }
}
