import type { Keeping } from '../../config/keeping.js';

/** What people are told where something is not done, or went wrong. */

export const BROKEN =
  'Something in me broke while doing that. Nothing you had is lost; please try again.';

export const GIVEN_UP =
  'I could not do that: it made me crash several times. Please try something else.';

export const HIDDEN_CARD =
  'Somebody has removed the embed of this card, and nobody would see the result, so I did nothing. Reply to the card and mention me: you get a new card that starts from its picture.';

/** Why a card cannot be restored; see `notRestored`. */
export const DELETED = 'It was deleted, and only who asked for it can still bring it back.';
export const WITHOUT_ID = 'It does not say which request it belongs to.';
export const FOREIGN = 'Its buttons name a request that belongs to another card.';

export function notRestored(reason: string): string {
  return `This card could not be restored. ${reason}`;
}

/** About a request that was most likely cleaned up. */
export function notKept({ retentionDays, previewHours }: Keeping): string {
  const days = counted(retentionDays, 'day');
  const hours = counted(previewHours, 'hour');
  const previews = `previews that nobody confirms for ${hours}`;
  // A server can choose fewer.
  const use = `for at most ${days} after their last use`;
  if (previewHours === 0) return kept(use);
  return kept(retentionDays === 0 ? `for ever, but ${previews}` : `${use}, and ${previews}`);
}

function kept(howLong: string): string {
  return `I keep cards ${howLong}, unless somebody deletes them. This one is gone.`;
}

function counted(number: number, unit: string): string {
  return number === 1 ? `1 ${unit}` : `${number} ${unit}s`;
}

/** @param what of the card is the matter, as a sentence. */
export function startAnew(what: string): string {
  return `${what} Its picture stays as it is; mention me with a prompt or pictures, or use /imagine, to start anew.`;
}

export const NOT_IN_THIS_PLACE =
  'I am not in this place myself, so I cannot post here. Ask for it in a server where I am, or in a direct message to me.';

export const PERSON_MAY_NOT_WRITE =
  'You may not write in this channel, so I post nothing there for you.';

const WHO_ALLOWS = 'Whoever manages the server can allow it (Edit Channel, Permissions)';

const NO_PICTURE = 'I could not show a picture here, so I make none:';

/** @param permissions that the bot lacks. */
export function cannotPost(permissions: readonly string[]): string {
  return `${lacking(permissions)} ${WHO_ALLOWS}.`;
}

/** @param permissions that the bot lacks. */
export function cannotShow(permissions: readonly string[]): string {
  return `${NO_PICTURE} ${lacking(permissions)} ${WHO_ALLOWS}; then try again.`;
}

/** @param permissions that the person lacks: where the bot is not, it may do what they may. */
export function personCannotShow(permissions: readonly string[]): string {
  return `${NO_PICTURE} I am not in this place myself, and may show here only what you may show. You lack a permission (${permissions.join(', ')}). Use me in another place, or in a direct message to me.`;
}

function lacking(permissions: readonly string[]): string {
  return `I lack a permission in this channel (${permissions.join(', ')}), or I am timed out.`;
}

/** @param permissions that the bot lacks in the channel. */
export function cannotMakeCard(permissions: readonly string[], channelId: string): string {
  const listed = permissions.map((name) => `**${name}**`).join(', ');
  return `I cannot make a card in <#${channelId}>, because I lack a permission there: ${listed}. ${WHO_ALLOWS}; then mention me again.`;
}

/** @param untilMs since the epoch. */
export function timedOut(untilMs: number): string {
  return `A moderator has timed me out on this server until <t:${Math.ceil(untilMs / 1000)}:f>; I cannot answer there before.`;
}
