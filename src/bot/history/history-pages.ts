import type { InteractionEditReplyOptions } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { ImageProcessor } from '../../imaging/image-processor.js';
import { PICTURE_EXTENSIONS, type Picture } from '../../imaging/picture.js';
import { AppError } from '../../platform/app-error.js';
import { LOGGER, type Logger } from '../../platform/logger.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { PersonHistory } from '../../persistence/person-history.js';
import type { CardPicture } from '../../views/card-message.js';
import type { HistoryRequest } from '../../views/history-ids.js';
import { HISTORY_PAGE_SIZE, historyPage } from '../../views/history-page.js';

/** Discord shows it at 80 pixels, on some screens with four times as many. */
const SMALL = { maxSide: 256, maxBytes: 48 * 1024 } as const;
/** Some 5 MB; who walks to and fro sees the same ones again. */
const MAX_SMALL_PICTURES = 200;

/** Pages of histories as messages, with their small pictures. */
@injectable()
export class HistoryPages {
  private readonly smallPictures = new LRUCache<string, Picture>({ max: MAX_SMALL_PICTURES });

  constructor(
    private readonly history: PersonHistory,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The message that shows a page of somebody's history, whatever it showed before.
   *
   * @throws AppError `storage.*`
   */
  async page(personId: string, request: HistoryRequest): Promise<InteractionEditReplyOptions> {
    const { isKept, text, place } = request;
    const found = await this.history.page({ personId, isKept, text }, place, HISTORY_PAGE_SIZE);
    const { content, entries, rows } = historyPage(found, request);
    const small = await Promise.all(
      entries.map(async ({ picture }) => picture && this.smallOf(picture, personId)),
    );
    const files = small.flatMap((picture, n) =>
      picture === null ? [] : [{ attachment: picture.bytes, name: nameOf(picture, n) }],
    );
    const embeds = entries.map(({ embed }, n) => {
      const picture = small[n];
      return picture
        ? { ...embed, thumbnail: { url: `attachment://${nameOf(picture, n)}` } }
        : embed;
    });
    const components = [...rows];
    const kept = files.length === 0 ? { files, attachments: [] } : { files };
    return { content, embeds, components, ...kept, allowedMentions: { parse: [] } };
  }

  /** Null where the picture cannot be shown; the page says the rest. */
  private async smallOf(
    { images: [image] }: CardPicture,
    personId: string,
  ): Promise<Picture | null> {
    const known = this.smallPictures.get(image.key);
    if (known !== undefined) return known;
    try {
      const whole = { ...image, bytes: await this.images.get(image) };
      const small = await this.imaging.fit(whole, SMALL, personId);
      this.smallPictures.set(image.key, small);
      return small;
    } catch (err) {
      if (!(err instanceof AppError) || err.code.startsWith('storage.')) throw err;
      this.logger.warn({ key: image.key, err }, 'A small picture is left out');
      return null;
    }
  }
}

function nameOf({ mediaType }: Picture, n: number): string {
  return `small_${n + 1}.${PICTURE_EXTENSIONS[mediaType]}`;
}
