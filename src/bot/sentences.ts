/** What people are told of Discord's errors, and of buttons that nothing handles. */

export const UNKNOWN =
  'I do not know this button or command (any more). Mention me with a prompt or pictures, and you get a card with everything I can do.';

/** In a server that whoever runs the bot has not named. */
export const GOODBYE =
  'The operator of this bot lets me work on their own servers only, so I leave again. Nothing is wrong with this server, and you do not have to do anything.';

export const FORBIDDEN_HERE =
  'Discord does not let me do this here: I lack a permission in this channel.';

export const CARD_OUT_OF_REACH =
  'I can no longer reach this card: it was deleted, or I may not edit it here.';

export const NOT_ACCEPTED = 'Discord did not accept my answer.';

export const TOO_OFTEN = 'Discord lets me do this only so often; please try again in a moment.';

export const NO_ANSWER = 'Discord did not answer me; please try again in a moment.';
