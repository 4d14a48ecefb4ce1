import type { APIEmbed } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { inject, injectable } from 'tsyringe';

import { AppError } from '../../../platform/app-error.js';
import { ImageProcessor } from '../../../imaging/image-processor.js';
import { PICTURE_EXTENSIONS, type Picture } from '../../../imaging/picture.js';
import type { StoredImage } from '../../../interactions/stored-image.js';
import { LOGGER, type Logger } from '../../../platform/logger.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { IMAGE_STORE, type ImageStore } from '../../../persistence/images/image-store.js';
import {
  shownInEmbed,
  smallCopyName,
  type CardMessage,
  type CardPicture,
  type CardRow,
} from '../../../views/card-message.js';
import { linkedCard } from './linked-card.js';
import { isLineTrouble, UploadTurns } from './upload-turns.js';

interface CardFile {
  readonly attachment: Buffer;
  readonly name: string;
}

/**
 * A card as discord.js takes it, for any number of requests. Without `files`, the message keeps the
 * picture it has.
 */
export interface CardPayload {
  readonly embeds: APIEmbed[];
  readonly components: CardRow[];
  readonly files?: CardFile[];
  /**
   * Empty: the message keeps none of its attachments. Never beside a file: discord.js lists
   * the files of a request itself, in this list if there is one, so a second request would
   * name them twice.
   */
  readonly attachments?: [];
  readonly allowedMentions: { readonly parse: [] };
}

/**
 * A file of this size takes 2 s at one megabit a second; Discord wants a first answer within 3 s.
 */
const LARGE_BYTES = 256 * 1024;

/** Whether a payload has a file that takes long over a slow line. */
export function isLarge({ files = [] }: CardPayload): boolean {
  return files.some(({ attachment }) => attachment.length > LARGE_BYTES);
}

/**
 * Whether the line did not carry a large payload. Sent again, the same bytes would take as long: a
 * smaller form of the card is to be sent.
 */
export function isTooMuchForLine(payload: CardPayload, error: AppError): boolean {
  return isLarge(payload) && isLineTrouble(error);
}

const PLACEHOLDER_NAME = 'picture_unavailable.png';

/** A contact sheet has some hundred kilobytes. */
const MAX_SHEETS = 20;

/** Brings rendered cards, the stored bytes of their pictures and links to other cards together. */
@injectable()
export class CardPayloads {
  private readonly turns = new UploadTurns();
  private readonly sheets = new LRUCache<string, Picture>({ max: MAX_SHEETS });

  constructor(
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    private readonly persistence: PersistenceService,
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
    const { embed: words } = await this.linked(card);
    const payload = {
      embeds: [words],
      components: [...card.rows],
      allowedMentions: { parse: [] as [] },
    };
    if ((picture?.name ?? null) === shownName) return payload;
    if (picture === null) return { ...payload, files: [], attachments: [] };
    const file = await this.fileOf(picture);
    const embed = { ...words, ...shownInEmbed(file.name) };
    return { ...payload, embeds: [embed], files: [file] };
  }

  /**
   * The payload that changes all of a message but its picture.
   *
   * @param shownName the name of the file that the message shows, null where it shows none.
   */
  async keeping(card: CardMessage, shownName: string | null): Promise<CardPayload> {
    const { embed, rows } = await this.linked(card);
    const { image, ...rest } = embed;
    const shown = image && shownName !== null ? shownInEmbed(shownName) : {};
    return {
      embeds: [{ ...rest, ...shown }],
      components: [...rows],
      allowedMentions: { parse: [] },
    };
  }

  /**
   * Sends a payload: a large one when its turn comes, which is fair among people.
   *
   * @param personId whom it is for.
   * @throws AppError `discord.upload_failed` when the line to Discord did not carry a large file,
   * and what `send` throws.
   */
  async inTurn<T>(personId: string, payload: CardPayload, send: () => Promise<T>): Promise<T> {
    return isLarge(payload) ? this.turns.run(personId, send) : send();
  }

  private linked(card: CardMessage): Promise<CardMessage> {
    return linkedCard(card, this.persistence, this.logger);
  }

  private async fileOf({ images, name, maxBytes = Infinity }: CardPicture): Promise<CardFile> {
    const [first, ...others] = images;
    try {
      const whole = await (others.length === 0 ? this.read(first) : this.sheetOf(name, images));
      if (whole.bytes.length <= maxBytes) return { attachment: whole.bytes, name };
      const small = await this.imaging.fit(whole, { maxBytes });
      return {
        attachment: small.bytes,
        name: smallCopyName(name, PICTURE_EXTENSIONS[small.mediaType]),
      };
    } catch (error) {
      return { attachment: (await this.inPlaceOf(first, error)).bytes, name: PLACEHOLDER_NAME };
    }
  }

  private async read(image: StoredImage): Promise<Picture> {
    return { ...image, bytes: await this.images.get(image) };
  }

  /**
   * A card that is walked through is prepared and then shown, so a sheet is needed twice at least.
   * One with a placeholder is made anew each time, because the picture may come back.
   */
  private async sheetOf(name: string, images: readonly StoredImage[]): Promise<Picture> {
    const known = this.sheets.get(name);
    if (known !== undefined) return known;
    let isWhole = true;
    const read = async (image: StoredImage) => {
      try {
        return await this.read(image);
      } catch (error) {
        isWhole = false;
        return this.inPlaceOf(image, error);
      }
    };
    const sheet = await this.imaging.contactSheet(await Promise.all(images.map(read)));
    if (isWhole) this.sheets.set(name, sheet);
    return sheet;
  }

  /** What is shown in place of a picture that is missing or damaged; throws every other error. */
  private async inPlaceOf({ key }: StoredImage, error: unknown): Promise<Picture> {
    if (!(error instanceof AppError) || error.retryable) throw error;
    this.logger.warn({ key, err: error }, 'Showing a placeholder');
    return this.imaging.placeholder(error.userMessage);
  }
}
