import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIEmbed,
  APIStringSelectComponent,
} from 'discord-api-types/v10';

import type { StoredImage } from '../interactions/stored-image.js';

/** A row of buttons, or a row with one select. */
export type CardRow = APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>;

/** The picture of a card: its embed shows it as `attachment://<name>`. */
export interface CardPicture {
  readonly name: string;
  readonly image: StoredImage;
  /** A smaller copy is sent where the stored picture has more bytes; no limit by default. */
  readonly maxBytes?: number;
}

/** A card as plain message data, complete except for the bytes of its picture. */
export interface CardMessage {
  readonly embed: APIEmbed;
  readonly rows: readonly CardRow[];
  /** Null: the card has no picture. */
  readonly picture: CardPicture | null;
}

/**
 * The picture of a card. It has the name of its stored image, so that a message shows which one it
 * is.
 */
export function cardPicture(image: StoredImage): CardPicture {
  return { name: image.key.slice(image.key.lastIndexOf('/') + 1), image };
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
