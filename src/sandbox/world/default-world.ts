import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIRole, RoleFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import type { SandboxClock } from '../clock.js';
import type { Channel, Guild, User } from './entities.js';
import { World } from './world.js';

/** The token of the bot in the default world. */
export const DEFAULT_TOKEN = 'sandbox-token';

const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

const NO_ROLE_FLAGS = z.custom<RoleFlags>((flags) => flags === 0).parse(0);

function role(id: string, name: string, permissions: bigint, botId?: string): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: botId === undefined ? 0 : 1,
    permissions: permissions.toString(),
    managed: botId !== undefined,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: NO_ROLE_FLAGS,
    ...(botId === undefined ? {} : { tags: { bot_id: botId } }),
  };
}

/** Adds a person. */
export function addPerson(world: World, username: string): User {
  const id = world.nextId();
  const globalName = `${username.charAt(0).toUpperCase()}${username.slice(1)}`;
  const user: User = { id, username, globalName, bot: false };
  world.users.set(id, user);
  return user;
}

/** Adds a bot with its user. */
export function addBot(world: World, name: string, token: string, messageContent: boolean): User {
  const id = world.nextId();
  const user: User = { id, username: name, globalName: null, bot: true };
  world.users.set(id, user);
  world.applications.set(id, { id, name, token, messageContent });
  return user;
}

/** Adds a guild whose owner is the first member; each bot gets its managed role. */
export function addGuild(world: World, name: string, members: readonly User[]): Guild {
  const id = world.nextId();
  const [owner] = members;
  if (owner === undefined) {
    throw new Error('A guild needs an owner.');
  }
  const everyone = role(id, '@everyone', EVERYONE_PERMISSIONS);
  const guild: Guild = { id, name, ownerId: owner.id, roles: [everyone], members: new Map() };
  for (const { id: userId, username, bot } of members) {
    const roleIds: string[] = [];
    if (bot) {
      const managed = role(world.nextId(), username, EVERYONE_PERMISSIONS, userId);
      guild.roles.push(managed);
      roleIds.push(managed.id);
    }
    guild.members.set(userId, {
      userId,
      roleIds,
      joinedAt: world.clock.timestamp(),
      nick: null,
    });
  }
  world.guilds.set(id, guild);
  return guild;
}

/** Adds a text channel, or a thread when there is a parent. */
export function addChannel(world: World, guild: Guild, name: string, parent?: Channel): Channel {
  const channel: Channel = {
    id: world.nextId(),
    type: parent === undefined ? ChannelType.GuildText : ChannelType.PublicThread,
    name,
    guildId: guild.id,
    ...(parent === undefined ? {} : { parentId: parent.id }),
    overwrites: [],
    messageIds: [],
    lastMessageId: null,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** Adds an announcement channel. */
export function addAnnouncementChannel(world: World, guild: Guild, name: string): Channel {
  return replaced(world, {
    ...addChannel(world, guild, name),
    type: ChannelType.GuildAnnouncement,
  });
}

/** Adds a private thread with these members. */
export function addPrivateThread(
  world: World,
  parent: Channel,
  name: string,
  members: readonly User[],
): Channel {
  const thread = addChannel(world, world.guild(parent.guildId ?? ''), name, parent);
  const memberIds = new Set(members.map(({ id }) => id));
  return replaced(world, { ...thread, type: ChannelType.PrivateThread, memberIds });
}

function replaced(world: World, channel: Channel): Channel {
  world.channels.set(channel.id, channel);
  return channel;
}

/** The world of demos and tests: two guilds, a thread, three people and the bot. */
export function defaultWorld(
  clock: SandboxClock,
  { token = DEFAULT_TOKEN, messageContent = false } = {},
): World {
  const world = new World(clock);
  const bot = addBot(world, 'Nano Banana', token, messageContent);
  const ann = addPerson(world, 'ann');
  const ben = addPerson(world, 'ben');
  const cleo = addPerson(world, 'cleo');
  const studio = addGuild(world, 'Studio', [ann, ben, cleo, bot]);
  addChannel(world, studio, 'general');
  const pictures = addChannel(world, studio, 'pictures');
  addChannel(world, studio, 'kittens', pictures);
  const atelier = addGuild(world, 'Atelier', [cleo, ann, bot]);
  addChannel(world, atelier, 'lobby');
  return world;
}
