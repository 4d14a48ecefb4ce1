/** What people are told when a deletion of theirs did not get through to its end. */

export const CARD_IS_LEFT =
  'So the card is still there. Press 🗑️ once more; all that I have stored of it goes in a day, unless who asked goes on with it.';

export const DATA_IS_LEFT =
  'The card is gone, but not all that I have stored of it. The rest goes by itself within two days.';

/** @param left one of the sentences above. */
export function andLeft(userMessage: string, left: string): string {
  return `${userMessage} ${left}`;
}
