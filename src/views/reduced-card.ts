import type { CardMessage, CardPicture, CardRow } from './card-message.js';
import { parseCustomId } from './custom-ids.js';
import { LEFT_OUT, NEUTRAL_TITLE } from './words/cards.js';

/** A part of a card that Discord can refuse to show, or the size of its picture. */
export type CardPart = 'words' | 'picture' | 'size';

/** Half a minute over a line of 4 kB/s. */
export const SMALL_PICTURE_MAX_BYTES = 128 * 1024;

/**
 * The card without some of its parts, or with a smaller picture: its id and its buttons stay, and
 * it says what was left out. Without its words, it has none that a person or a model has chosen:
 * neither its title nor the select that names the outputs.
 */
export function withoutParts(card: CardMessage, parts: ReadonlySet<CardPart>): CardMessage {
  const { description, fields, image, ...kept } = card.embed;
  const hasPicture = !parts.has('picture');
  const isSmall = hasPicture && parts.has('size');
  const told = [...parts].filter((part) => part !== 'size' || isSmall);
  const notes = told.map((part) => LEFT_OUT[part]).join('\n');
  const hasWords = !parts.has('words');
  const words = !hasWords
    ? { title: NEUTRAL_TITLE, description: [notes, ownLine(description)].join('\n\n') }
    : { description: [notes, description].filter(Boolean).join('\n\n'), ...(fields && { fields }) };
  const picture = card.picture && isSmall ? smaller(card.picture) : card.picture;
  return {
    ...card,
    rows: hasWords ? card.rows : card.rows.filter((row) => !hasPlaces(row)),
    embed: { ...kept, ...words, ...(hasPicture && image && { image }) },
    picture: hasPicture ? picture : null,
  };
}

/** The first line of a card is the bot's own words, whatever a person or a model wrote. */
function ownLine(description = ''): string {
  return description.split('\n', 1).join();
}

/** Whether a row names outputs by the words of a person. */
function hasPlaces({ components }: CardRow): boolean {
  return components.some((each) => 'options' in each && isPlaces(each.custom_id));
}

function isPlaces(customId: string): boolean {
  return parseCustomId(customId)?.name === 'style_go_to';
}

function smaller(picture: CardPicture): CardPicture {
  return { ...picture, maxBytes: SMALL_PICTURE_MAX_BYTES };
}
