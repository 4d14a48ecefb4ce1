import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Message, User } from '../world/entities.js';
import { channelPermissions, isTimedOut, sendPermission } from '../world/permissions.js';
import { addToThread, changeThread, mayModerateThreads } from '../world/threads.js';
import type { World } from '../world/world.js';

/**
 * Lets a person write in a channel: an archived thread is opened, and a bot that is mentioned in a
 * private thread becomes its member. Throws where the person may not write.
 */
export function openForWriting(
  world: World,
  channel: Channel,
  { id, username }: User,
  content: string,
): void {
  const needed = PermissionFlagsBits.ViewChannel | sendPermission(channel);
  const has = channelPermissions(world, channel, id);
  const isLocked = channel.locked === true && !mayModerateThreads(world, channel, id);
  if ((has & needed) !== needed || isLocked) {
    throw new Error(`${username} cannot write in ${channel.name}.`);
  }
  if (channel.archived === true) {
    changeThread(world, channel, { archived: false });
  }
  const bot = world.application.id;
  if (content.includes(`<@${bot}>`)) {
    addToThread(world, channel, bot);
  }
}

/** Throws for somebody who is timed out: they can only look on. */
export function requireVoice(world: World, channel: Channel, { id, username }: User): void {
  if (channel.guildId !== undefined && isTimedOut(world, channel.guildId, id)) {
    throw new Error(`${username} is timed out.`);
  }
}

/** Whether a person may delete a message: their own, or in a guild as who manages messages. */
export function mayDelete(world: World, message: Message, { id }: User): boolean {
  const { authorId, channelId, ephemeralFor } = message;
  if (ephemeralFor !== undefined) return false;
  if (authorId === id) return true;
  const channel = world.channel(channelId);
  const isManaging =
    (channelPermissions(world, channel, id) & PermissionFlagsBits.ManageMessages) !== 0n;
  return channel.guildId !== undefined && isManaging;
}
