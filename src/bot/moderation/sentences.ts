/** What people are told who report or remove cards, and who choose the channel of the log. */

export const NO_CARD = 'That is not one of my cards.';

export const REPORTED = 'Thank you. The moderators can see your report now.';
export const REPORTED_BEFORE = 'You have reported this card already, and the moderators know.';
export const NOBODY_READS =
  'Nobody collects reports about my cards here. Please tell a moderator, or report the message to Discord itself.';

export const REMOVED = 'The card is removed, with all that I had stored for it.';
export const ONLY_MESSAGE_REMOVED =
  'The message is removed. I found nothing stored for it: if there was something, it was deleted before.';
export const NOT_MODERATOR = 'You need Manage Messages here to remove other people’s cards.';

export const NOT_MANAGER =
  'You need Manage Server to choose where the moderation log goes, and I must be in that server.';
export const LOG_IS_OFF =
  'This server has no moderation log, and I collect no reports for it. Choose a channel with /admin log.';
export const LOG_SWITCHED_OFF = 'This server has no moderation log from now on.';
export const LOG_BEGINS =
  'The moderation log of this server comes here from now on: prompts with listed words, what the image model refused, reports, and cards that moderators removed.';
export const CANNOT_LOG_THERE =
  'I cannot write in that channel, so nothing was changed. Let me view it and send messages there.';

export function logIsIn(channelId: string): string {
  return `The moderation log of this server is in <#${channelId}>.`;
}
