import { shownPictureName, type MessageWithPicture } from './shown-picture.js';

/** What a person saw when they used a card. */
export interface SeenCard {
  /** The file name of its picture; undefined where it showed none. */
  readonly pictureName: string | undefined;
  readonly rows: readonly { toJSON(): object }[];
}

/**
 * Reads what a click's message shows. discord.js may change that message as soon as something else
 * happens on the card, so this is called when the click arrives.
 *
 * @param message null where Discord sent none.
 */
export function seenCard(
  message: (MessageWithPicture & { readonly components: SeenCard['rows'] }) | null,
): SeenCard {
  if (message === null) return { pictureName: undefined, rows: [] };
  return { pictureName: shownPictureName(message), rows: message.components };
}
