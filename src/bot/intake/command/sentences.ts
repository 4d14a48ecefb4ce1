import { leftOut } from '../sentences.js';

/** What people are told by `/imagine` and **Edit this picture**. */

export const HOW_TO_ASK = 'Give me a prompt, a picture, or both, and I will make something of it.';

export const NO_PICTURE = 'I see no picture in that message that I could read.';

export const NO_FORM =
  'I do not have the pictures of this form any more: it was sent already, or it is more than a day old. Please choose the message again.';

export const NO_SUCH_CARD =
  'The card is gone, or you cannot see it any more, so I made none from it.';

/** How notes call the card that somebody’s own one starts from. */
export const THE_OTHER_CARD = 'the other card';

export const TOO_LATE =
  'I was away when you asked me by a command, and Discord does not let me answer it any more. Please ask again.';

export function noSuchStyle(text: string): string {
  return leftOut(text, 'I have no such style.');
}

export function noSuchModel(text: string): string {
  return leftOut(text, 'I have no such model.');
}

/** How the notes of a card name somebody's profile picture. */
export function pictureOf(displayName: string): string {
  return `the picture of ${displayName}`;
}
