import { idOf, textOf, placeIn } from './card-parts.js';
import type { OpenPage } from './open-page.js';
import type { ShownMessage } from '../../src/playground/protocol.js';

/** Clicks a button of a card as it is now. */
export async function click(page: OpenPage, card: ShownMessage, name: string) {
  const customId = idOf(page.now(card), name);
  return page.act({ kind: 'click', messageId: card.message.id, customId });
}

/** Waits until a card shows its output at that place in the list, for example "2 of 3". */
export async function placed(page: OpenPage, card: ShownMessage, place: string): Promise<void> {
  await page.until(`"${place}"`, () => placeIn(page.now(card)) === place);
}

/** Waits until a card says that text. */
export async function says(page: OpenPage, card: ShownMessage, text: string): Promise<void> {
  await page.until(`"${text}"`, () => textOf(page.now(card)).includes(text));
}
