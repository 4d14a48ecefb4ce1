import type { Channel } from 'discord.js';

import type { SpoilerMode } from '../../config/moderation.js';

/**
 * Whether a channel is age-restricted; a thread is as its channel is. Direct messages are not, and
 * neither is a place of which the bot knows too little to tell.
 */
export function isAgeRestricted(channel: Channel | null): boolean {
  if (channel === null) return false;
  const place = channel.isThread() ? channel.parent : channel;
  return place !== null && 'nsfw' in place && place.nsfw;
}

/** Whether the pictures of a card are covered in a place, whatever its sender covered. */
export function coversIn(
  mode: SpoilerMode,
  place: { readonly isAgeRestricted?: boolean },
): boolean {
  return mode === 'always' || (mode === 'outside-age-restricted' && place.isAgeRestricted !== true);
}
