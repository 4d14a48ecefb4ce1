import { leftOut } from '../sentences.js';

/** What people are told who mention the bot. */

export const ROLE_ONLY =
  'You mentioned my role, and Discord does not show me such messages. Please mention me as a user, and pick me from the list that appears after typing @.';

export const HOW_TO_ASK = [
  'Mention me with a prompt, with pictures, or with both, and I will make something of it. For example:',
  '> @me a lighthouse on a cliff, in the evening sun',
  '> @me make it winter *(with a photo attached, or as a reply to one)*',
].join('\n');

/** How notes call the message that a request replies to, and a card among such. */
export const THE_MESSAGE = 'the message you replied to';
export const THE_CARD = 'the card you replied to';

/** Why the message that a request replies to shows no pictures. */
export const NO_HISTORY =
  'I may not read it: the permission Read Message History is missing in this channel.';
export const NOT_SHOWN =
  'Discord does not show me its pictures; please attach them to your own message.';
export const NOT_GIVEN = 'Discord did not give it to me.';
export const GONE = 'It is gone, or I may not read it.';

/** How notes call the picture of a link. */
export const LINK_PICTURE = 'the picture of a link';

export const LINK_NOT_GIVEN = leftOut(
  LINK_PICTURE,
  'Discord does not give it to me; please attach it.',
);

/** How notes call a sticker. */
export function theSticker(name: string): string {
  return `the sticker ${name}`;
}

export function movingDrawing(stickerName: string): string {
  return leftOut(stickerName, 'It is an animated drawing, which I cannot read.');
}
