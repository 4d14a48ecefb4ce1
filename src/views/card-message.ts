import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIEmbed,
  APIStringSelectComponent,
} from 'discord-api-types/v10';

import type { StoredImage } from '../interactions/stored-image.js';
import type { RelatedCards } from './related-cards.js';

/** A row of buttons, or a row with one select. */
export type CardRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

/**
 * The picture of a card: its embed shows it as `attachment://<name>`. A spoiler is an attachment
 * beside the embed, because an embed's picture cannot be covered.
 */
export interface CardPicture {
  readonly name: string;
  /** The stored picture; several are sent as one contact sheet. */
  readonly images: readonly [StoredImage, ...StoredImage[]];
  /** A smaller copy is sent where the stored picture has more bytes; no limit by default. */
  readonly maxBytes?: number;
}

/**
 * A card as plain message data, complete except for the bytes of its picture and links to others.
 */
export interface CardMessage {
  readonly embed: APIEmbed;
  readonly rows: readonly CardRow[];
  /** Null: the card has no picture. */
  readonly picture: CardPicture | null;
  /** The cards that it links to; without, none. */
  readonly related?: RelatedCards;
}

/** Discord covers attachments with such a name. */
const SPOILER = 'SPOILER_';

/** Whether a file with this name is covered. */
export function isSpoilerName(name: string): boolean {
  return name.startsWith(SPOILER);
}

/**
 * The picture of a card. It has the name of its stored image, so that a message shows which one it
 * is; a spoiler has the name that Discord covers.
 */
export function cardPicture(image: StoredImage, { isSpoiler = false } = {}): CardPicture {
  const name = fileName(image);
  return { name: isSpoiler ? SPOILER + name : name, images: [image] };
}

/** The contact sheet of several pictures; its name says which they are. */
export function contactSheet(
  images: readonly [StoredImage, ...StoredImage[]],
  { isSpoiler = false } = {},
): CardPicture {
  const name = `sheet_of_${images.length}_${stem(fileName(images[0]))}.jpg`;
  return { name: isSpoiler ? SPOILER + name : name, images };
}

function fileName({ key }: StoredImage): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The part of an embed that shows a file; nothing for a spoiler. */
export function shownInEmbed(name: string): Pick<APIEmbed, 'image'> {
  return isSpoilerName(name) ? {} : { image: { url: `attachment://${name}` } };
}

/**
 * Whether two names are those of one picture: a smaller copy has the name of the whole one with an
 * addition, and a type of its own.
 */
export function isSamePicture(first: string, second: string): boolean {
  return stem(first) === stem(second);
}

/** The name of a smaller copy of a picture. */
export function smallCopyName(name: string, extension: string): string {
  return `${stem(name)}_small.${extension}`;
}

function stem(name: string): string {
  return name.replace(/(?:_small)?\.\w+$/, '');
}
