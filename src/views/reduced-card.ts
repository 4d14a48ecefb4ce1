import type { CardMessage } from './card-message.js';

/** A part of a card that Discord can refuse to show. */
export type CardPart = 'words' | 'picture';

/** What the card says in place of the parts that were left out. */
const NOTES: Readonly<Record<CardPart, string>> = {
  words: 'Discord does not let me show the words of this card here, so I left them out.',
  picture:
    'Discord does not let me show the picture of this card here, so I left it out. It is kept.',
};

/**
 * The card without some of its parts: its title, its id and its buttons stay, and it says what was
 * left out. Without its words, it has none that a person or a model has chosen.
 */
export function withoutParts(card: CardMessage, parts: ReadonlySet<CardPart>): CardMessage {
  const { description, fields, image, ...kept } = card.embed;
  const notes = [...parts].map((part) => NOTES[part]).join('\n');
  const words = parts.has('words')
    ? { description: notes }
    : { description: [notes, description].filter(Boolean).join('\n\n'), ...(fields && { fields }) };
  const hasPicture = !parts.has('picture');
  return {
    ...card,
    embed: { ...kept, ...words, ...(hasPicture && image && { image }) },
    picture: hasPicture ? card.picture : null,
  };
}
