/** What people are told about the buttons and menus of cards. */

export const NO_SUCH_PICTURE = 'I do not have that picture any more; please choose another one.';

export const NO_SUCH_STYLE = 'I do not have that style any more; please choose another one.';

export const PROMPT_NEEDED =
  'There is no picture to work from, so I need a prompt; I changed nothing.';

export const KEEPING_IS_OFF = 'Cards cannot be kept here: whoever runs me has switched that off.';

export function keptByOther(personId: string): string {
  return `<@${personId}> keeps this card. They can take the ⭐ off, and so can who asked for it and whoever has Manage Messages.`;
}

/** @param count of the cards that the person keeps. */
export function keptEnough(count: number): string {
  return `You keep ${count === 1 ? '1 card' : `${count} cards`}, and I keep no more for one person. Take the ⭐ off another one first.`;
}
