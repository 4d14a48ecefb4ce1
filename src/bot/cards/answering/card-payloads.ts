import type { APIEmbed } from 'discord.js';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { ImageProcessor } from '../../../imaging/image-processor.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { IMAGE_STORE, type ImageStore } from '../../../persistence/images/image-store.js';
import type { CardMessage, CardPicture, CardRow } from '../../../views/card-message.js';

/**
 * A card as discord.js takes it, for any number of requests. Without `files`, the message keeps the
 * picture it has.
 */
export interface CardPayload {
  readonly embeds: APIEmbed[];
  readonly components: CardRow[];
  readonly files?: { readonly attachment: Buffer; readonly name: string }[];
  /**
   * Empty: the message keeps none of its attachments. Never beside a file: discord.js lists the files
   * of a request itself, in this list if there is one, so a second request would name them twice.
   */
  readonly attachments?: [];
  readonly allowedMentions: { readonly parse: [] };
}

const PLACEHOLDER_NAME = 'picture_unavailable.png';

/** Brings rendered cards and the stored bytes of their pictures together. */
@injectable()
export class CardPayloads {
  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * The payload that turns a message into `card`. The stored picture goes out in its own bytes; one
   * that is missing or damaged is replaced by a placeholder that says so.
   *
   * @param shownName the name of the picture that the message shows, which is not sent again; null
   * where it shows none, undefined where that is not known.
   * @throws AppError `storage.*` when the store fails.
   */
  async build(card: CardMessage, shownName?: string | null): Promise<CardPayload> {
    const { picture } = card;
    const payload = {
      embeds: [card.embed],
      components: [...card.rows],
      allowedMentions: { parse: [] as [] },
    };
    if ((picture?.name ?? null) === shownName) return payload;
    if (picture === null) return { ...payload, files: [], attachments: [] };
    const file = await this.fileOf(picture);
    const image = { url: `attachment://${file.name}` };
    return { ...payload, embeds: [{ ...card.embed, image }], files: [file] };
  }

  private async fileOf({
    image,
    name,
  }: CardPicture): Promise<{ attachment: Buffer; name: string }> {
    try {
      return { attachment: await this.images.get(image), name };
    } catch (error) {
      if (!(error instanceof AppError) || error.retryable) throw error;
      this.logger.warn({ key: image.key, err: error }, 'Showing a placeholder');
      const { bytes } = await this.imaging.placeholder(error.userMessage);
      return { attachment: bytes, name: PLACEHOLDER_NAME };
    }
  }
}
