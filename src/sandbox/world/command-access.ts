import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommand,
  APIAuthorizingIntegrationOwnersMap,
} from 'discord-api-types/v10';
import type { Channel, User } from './entities.js';
import { channelPermissions } from './permissions.js';
import type { World } from './world.js';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { Guild, BotDM, PrivateChannel } = InteractionContextType;

/** Who installed an application, by the kind of installation. */
export type Owners = APIAuthorizingIntegrationOwnersMap;

/** Where somebody uses a command. */
export interface Spot {
  readonly channel: Channel;
  readonly user: User;
}

/** The kind of place that a channel is to an application. */
export function contextOf(applicationId: string, channel: Channel): InteractionContextType {
  if (channel.guildId !== undefined) return Guild;
  return channel.recipientIds?.includes(applicationId) === true ? BotDM : PrivateChannel;
}

/** Whether an application's bot is in a place: a member of the guild, or one of the two. */
export function isBotIn(world: World, applicationId: string, channel: Channel): boolean {
  const guild = world.guildOf(channel);
  return guild === undefined
    ? contextOf(applicationId, channel) === BotDM
    : guild.members.has(applicationId);
}

/** Whether two users share a guild. */
export function haveCommonGuild(world: World, one: string, other: string): boolean {
  return [...world.guilds.values()].some(({ members }) => members.has(one) && members.has(other));
}

function guildOwner(world: World, applicationId: string, { channel, user }: Spot): Owners {
  if (contextOf(applicationId, channel) === BotDM)
    return haveCommonGuild(world, applicationId, user.id) ? { [GuildInstall]: '0' } : {};
  return channel.guildId !== undefined && isBotIn(world, applicationId, channel)
    ? { [GuildInstall]: channel.guildId }
    : {};
}

/**
 * Through whose installations somebody can use a command in a place; undefined when they cannot:
 * nobody installed it there in a way that the command supports, the command is not for such
 * places, or the person lacks the permissions.
 */
export function commandOwners(
  world: World,
  command: APIApplicationCommand,
  spot: Spot,
): Owners | undefined {
  const { application_id: applicationId, integration_types: types = [GuildInstall] } = command;
  const isUsers = types.includes(UserInstall) && isInstalledBy(spot.user, applicationId);
  const owners = {
    ...(types.includes(GuildInstall) ? guildOwner(world, applicationId, spot) : {}),
    ...(isUsers ? { [UserInstall]: spot.user.id } : {}),
  };
  const isHere = contextsOf(command).includes(contextOf(applicationId, spot.channel));
  return isHere && Object.keys(owners).length > 0 && isPermitted(world, command, spot)
    ? owners
    : undefined;
}

/** Whether a person has installed an application for themselves. */
export function isInstalledBy({ installedApps }: User, applicationId: string): boolean {
  return installedApps?.has(applicationId) === true;
}

function contextsOf(command: APIApplicationCommand): readonly InteractionContextType[] {
  const { contexts, dm_permission: inPrivate } = command;
  return contexts ?? (inPrivate === false ? [Guild] : [Guild, BotDM, PrivateChannel]);
}

function isPermitted(
  world: World,
  { default_member_permissions: needed }: APIApplicationCommand,
  { channel, user }: Spot,
): boolean {
  if (channel.guildId === undefined) return channel.recipientIds?.includes(user.id) === true;
  const { ViewChannel, UseApplicationCommands, Administrator } = PermissionFlagsBits;
  const has = channelPermissions(world, channel, user.id);
  const asked = needed === null ? 0n : BigInt(needed) || Administrator;
  const all = ViewChannel | UseApplicationCommands | asked;
  return (has & all) === all;
}

/**
 * Whether what an application says in a place is for the person only who used it: nobody installed
 * it there, and the person may not use such applications in public.
 */
export function isForcedEphemeral(world: World, owners: Owners, { channel, user }: Spot): boolean {
  if (channel.guildId === undefined || owners[GuildInstall] !== undefined) return false;
  const has = channelPermissions(world, channel, user.id);
  return (has & PermissionFlagsBits.UseExternalApps) === 0n;
}

/** Whether an application is in a place through a person's installation only. */
export function isOnlyUsers(owners: Owners): boolean {
  return owners[GuildInstall] === undefined;
}
