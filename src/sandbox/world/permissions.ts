import { ChannelType, OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIOverwrite } from 'discord-api-types/v10';
import type { Channel } from './entities.js';
import type { World } from './world.js';

/** All permissions. */
export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce(
  (all, bit) => all | bit,
  0n,
);

/**
 * What somebody who is timed out keeps (Discord reference, "Permissions for Timed Out Members").
 */
const TIMED_OUT_PERMISSIONS =
  PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** The permissions of two people in their direct messages. */
const DIRECT_MESSAGE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AddReactions;

function withOverwrite(permissions: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((bits, overwrite) => bits | BigInt(overwrite.deny), 0n);
  const allow = overwrites.reduce((bits, overwrite) => bits | BigInt(overwrite.allow), 0n);
  return (permissions & ~deny) | allow;
}

/** Whether a member of a guild is timed out now. */
export function isTimedOut(world: World, guildId: string, userId: string): boolean {
  const until = world.guild(guildId).members.get(userId)?.timedOutUntil;
  return until !== undefined && until !== null && Date.parse(until) > world.clock.now();
}

/** The permissions of a user's roles in a guild, without channel overwrites; 0 for non-members. */
export function guildPermissions(world: World, guildId: string, userId: string): bigint {
  const guild = world.guild(guildId);
  const member = guild.members.get(userId);
  if (member === undefined) {
    return 0n;
  }
  if (guild.ownerId === userId) {
    return ALL_PERMISSIONS;
  }
  const permissions = guild.roles
    .filter((role) => role.id === guild.id || member.roleIds.includes(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  const isAdministrator = (permissions & PermissionFlagsBits.Administrator) !== 0n;
  return isAdministrator ? ALL_PERMISSIONS : permissions;
}

/**
 * A user's permissions in a channel, computed as in Discord's reference ("Permission Overwrites"):
 * everyone's overwrite, then those of the roles together, then the member's. Threads use those of
 * their parent; a private thread is there only for its members, and for who manages threads.
 */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  const { guildId } = channel;
  if (guildId === undefined) {
    return channel.recipientIds?.includes(userId) === true ? DIRECT_MESSAGE_PERMISSIONS : 0n;
  }
  const base = guildPermissions(world, guildId, userId);
  if (base === ALL_PERMISSIONS || base === 0n) {
    return base;
  }
  const roleIds = world.guild(guildId).members.get(userId)?.roleIds ?? [];
  const { overwrites } = channel.parentId === undefined ? channel : world.channel(channel.parentId);
  const ofEveryone = overwrites.filter((overwrite) => overwrite.id === guildId);
  const ofRoles = overwrites.filter(
    (overwrite) => overwrite.type === OverwriteType.Role && roleIds.includes(overwrite.id),
  );
  const ofMember = overwrites.filter((overwrite) => overwrite.id === userId);
  const permissions = [ofEveryone, ofRoles, ofMember].reduce(withOverwrite, base);
  const isShutOut =
    channel.memberIds?.has(userId) === false &&
    (permissions & PermissionFlagsBits.ManageThreads) === 0n;
  if (isShutOut) return 0n;
  return isTimedOut(world, guildId, userId) ? permissions & TIMED_OUT_PERMISSIONS : permissions;
}

/** The permission to send there: threads have a separate one. */
export function sendPermission(channel: Channel): bigint {
  return channel.type === ChannelType.PublicThread || channel.type === ChannelType.PrivateThread
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
}

/** Takes permissions from a user in one channel, and restores those taken before. */
export function denyInChannel(
  world: World,
  channel: Channel,
  userId: string,
  permissions: bigint,
): void {
  const others = channel.overwrites.filter((overwrite) => overwrite.id !== userId);
  const taken: APIOverwrite = {
    id: userId,
    type: OverwriteType.Member,
    allow: '0',
    deny: permissions.toString(),
  };
  world.setOverwrites(channel, permissions === 0n ? others : [...others, taken]);
}
