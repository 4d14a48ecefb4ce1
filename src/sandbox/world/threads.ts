import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel } from './entities.js';
import { channelPermissions } from './permissions.js';
import type { World } from './world.js';

/** Whether a channel is a thread. */
export function isThread({ type }: Channel): boolean {
  return type === ChannelType.PublicThread || type === ChannelType.PrivateThread;
}

/** Whether a user may write in locked threads of a channel, and open archived ones. */
export function mayModerateThreads(world: World, thread: Channel, userId: string): boolean {
  const permissions = channelPermissions(world, thread, userId);
  return (permissions & PermissionFlagsBits.ManageThreads) !== 0n;
}

/** Archives or opens a thread, and locks or unlocks it; bots are told. */
export function changeThread(
  world: World,
  thread: Channel,
  { archived, locked }: { readonly archived?: boolean; readonly locked?: boolean },
): void {
  thread.archived = archived ?? thread.archived ?? false;
  thread.locked = locked ?? thread.locked ?? false;
  world.events.emit({ kind: 'channelUpdate', channel: thread });
}

/** Makes a user a member of a private thread; a bot is told. */
export function addToThread(world: World, thread: Channel, userId: string): void {
  const { memberIds } = thread;
  if (memberIds === undefined || memberIds.has(userId)) return;
  memberIds.add(userId);
  world.events.emit({ kind: 'threadJoin', channel: thread, userId });
}
