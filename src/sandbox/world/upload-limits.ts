import type { Channel, User } from './entities.js';
import type { World } from './world.js';

/** Discord's default limit for one file. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The default limit for one request. */
export const MAX_REQUEST_BYTES = 25 * 1024 * 1024;

/** What a request may have besides its largest file. */
const ENVELOPE_BYTES = 1024 * 1024;

/**
 * The limit for one file in a channel: the default, or what its guild or the person who acts has
 * paid for.
 */
export function fileLimitBytes(world: World, channel: Channel, user?: User): number {
  const ofGuild = world.guildOf(channel)?.uploadLimitBytes ?? 0;
  return Math.max(MAX_FILE_BYTES, ofGuild, user?.uploadLimitBytes ?? 0);
}

/** The limit for one request, wherever in the world it goes. */
export function requestLimitBytes({ users, guilds }: World): number {
  const limits = [...users.values(), ...guilds.values()].map(
    ({ uploadLimitBytes = 0 }) => uploadLimitBytes + ENVELOPE_BYTES,
  );
  return Math.max(MAX_REQUEST_BYTES, ...limits);
}
