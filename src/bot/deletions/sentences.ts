/** What people are told when a deletion of theirs did not get through to its end. */

export const CARD_IS_LEFT =
  'So the card is still there. Press 🗑️ once more. All that I have stored for it is deleted in a day, unless the person who asked for it goes on with it.';

export const DATA_IS_LEFT =
  'The card is gone, but not all that I have stored for it. I delete the rest within two days.';

/** @param left one of the sentences above. */
export function andLeft(userMessage: string, left: string): string {
  return `${userMessage} ${left}`;
}
