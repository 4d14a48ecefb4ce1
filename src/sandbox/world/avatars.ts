import { createHash } from 'node:crypto';
import type { Avatar, Member, User } from './entities.js';
import type { World } from './world.js';

function avatarOf(bytes: Uint8Array): Avatar {
  return { hash: createHash('md5').update(bytes).digest('hex'), bytes };
}

/**
 * Gives a person a picture of themselves, everywhere or in one guild only.
 *
 * @param bytes a PNG
 */
export function setAvatar(world: World, name: string, bytes: Uint8Array, guild?: string): void {
  const user = world.user(name);
  const bearer = guild === undefined ? user : world.guild(guild).members.get(user.id);
  if (bearer === undefined) throw new Error(`${name} is no member of ${guild ?? ''}.`);
  bearer.avatar = avatarOf(bytes);
}

/** The bytes of a picture by its hash; undefined when it is not worn. */
export function avatarBytes(
  bearer: User | Member | undefined,
  hash: string,
): Uint8Array | undefined {
  return bearer?.avatar?.hash === hash ? bearer.avatar.bytes : undefined;
}
