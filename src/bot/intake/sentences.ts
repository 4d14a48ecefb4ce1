import { visibleText } from '../../interactions/visible-text.js';
import { cut } from '../../views/embed-limits.js';

/** What people are told about the pictures of their requests. */

/** For whom a request has ended the process more than once. */
export const UNREADABLE =
  'I could not read this message: something in it made me crash twice, so I leave it alone. Please try other pictures.';

export const DISK_SHORT =
  'My disk is nearly full, so I take no pictures for now. Your cards go on working, and so do requests without a picture; the operator of this bot has been told.';

export const SHOWS_NO_PICTURE = 'It shows no picture yet.';

export const TOO_MANY_PICTURES = 'I take ten pictures at most.';

export const NOT_ON_DISCORD = 'This file is not on Discord’s servers.';

export const NOT_FETCHED = 'I could not fetch this file from Discord.';

export const FILE_TOO_LARGE = 'This file is larger than 10 MiB.';

const NAME_MAX = 60;

/**
 * The note about something that was left out.
 *
 * @param name untrusted; what shows the note makes it plain (`views/plain-text.ts`).
 */
export function leftOut(name: string, userMessage: string): string {
  const line = cut(visibleText(name).replaceAll(/\s+/g, ' ').trim(), NAME_MAX);
  return `**${line || 'a file'}** was left out. ${userMessage}`;
}

/**
 * How notes call one of the pictures that a card shows.
 *
 * @param number counted from 1.
 * @param name what people call the card.
 */
export function pictureOnCard(number: number, name: string): string {
  return `picture ${number} of ${name}`;
}
