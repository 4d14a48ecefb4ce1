import {
  ChannelType,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildSystemChannelFlags,
  GuildVerificationLevel,
  Locale,
  ThreadAutoArchiveDuration,
  UserPremiumType,
} from 'discord-api-types/v10';
import type {
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIRole,
  APIUser,
  ChannelFlags,
  GuildMemberFlags,
  UserFlags,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { discordTime } from '../clock.js';
import type { Channel, Guild, Member, User } from './entities.js';
import type { World } from './world.js';

const NO_MEMBER_FLAGS = z.custom<GuildMemberFlags>((flags) => flags === 0).parse(0);
const NO_USER_FLAGS = z.custom<UserFlags>((flags) => flags === 0).parse(0);
const NO_CHANNEL_FLAGS = z.custom<ChannelFlags>((flags) => flags === 0).parse(0);

/** A user in Discord's format; only bots have the field that says so. */
export function renderUser(user: User): APIUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.globalName,
    avatar: user.avatar?.hash ?? null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    collectibles: null,
    primary_guild: null,
    flags: NO_USER_FLAGS,
    public_flags: NO_USER_FLAGS,
    ...(user.bot && { bot: true }),
  };
}

/** A bot's user as the bot itself receives it. */
export function renderSelf(user: User): APIUser {
  return {
    ...renderUser(user),
    email: null,
    locale: Locale.EnglishUS,
    mfa_enabled: false,
    premium_type: UserPremiumType.None,
    verified: true,
  };
}

/** A member without its user, as messages contain it. */
export function renderMessageMember(member: Member): Omit<APIGuildMember, 'user'> {
  return {
    roles: [...member.roleIds],
    joined_at: member.joinedAt,
    nick: member.nick,
    communication_disabled_until: member.timedOutUntil ?? null,
    deaf: false,
    mute: false,
    flags: NO_MEMBER_FLAGS,
    avatar: member.avatar?.hash ?? null,
    avatar_decoration_data: null,
    banner: null,
    collectibles: null,
    pending: false,
    premium_since: null,
  };
}

/** A member in Discord's format. */
export function renderMember(world: World, member: Member): APIGuildMember {
  return { ...renderMessageMember(member), user: renderUser(world.user(member.userId)) };
}

/** A channel in Discord's format, with its `last_message_id`. */
export function renderChannel(world: World, channel: Channel): APIChannel {
  const { id, name, lastMessageId } = channel;
  if (channel.type === ChannelType.DM) {
    const recipients = (channel.recipientIds ?? [])
      .map((userId) => world.user(userId))
      .filter((user) => !user.bot)
      .map((user) => renderUser(user));
    const common = { id, type: channel.type, name: null, flags: NO_CHANNEL_FLAGS };
    return { ...common, recipients, last_message_id: lastMessageId };
  }
  const guild_id = channel.guildId ?? '';
  if (channel.type === ChannelType.PublicThread || channel.type === ChannelType.PrivateThread) {
    const guild = world.guild(guild_id);
    const archive_timestamp = discordTime(0);
    return {
      id,
      type: channel.type,
      name,
      guild_id,
      parent_id: channel.parentId ?? '',
      owner_id: guild.ownerId,
      last_message_id: lastMessageId,
      message_count: channel.messageIds.length,
      total_message_sent: channel.messageIds.length,
      flags: NO_CHANNEL_FLAGS,
      member_count: guild.members.size,
      rate_limit_per_user: 0,
      applied_tags: [],
      thread_metadata: {
        archived: channel.archived ?? false,
        locked: channel.locked ?? false,
        auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
        archive_timestamp,
      },
    };
  }
  return {
    id,
    type: channel.type,
    name,
    guild_id,
    parent_id: null,
    position: 0,
    permission_overwrites: channel.overwrites,
    last_message_id: lastMessageId,
    nsfw: channel.nsfw ?? false,
    topic: null,
    rate_limit_per_user: 0,
    flags: NO_CHANNEL_FLAGS,
    last_pin_timestamp: null,
  };
}

/** The channels and threads of a guild. */
export function channelsOf(world: World, guild: Guild): Channel[] {
  return [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
}

/** A role in Discord's format, in worlds stored by earlier versions too. */
export function renderRole(role: APIRole): APIRole {
  return { icon: null, unicode_emoji: null, ...role };
}

/** Fields that Discord sends, and its types do not know. */
const UNDOCUMENTED = { home_header: null, nsfw: false };

/** A guild in Discord's format. */
export function renderGuild(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: '',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: guild.roles.map((role) => renderRole(role)),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: GuildSystemChannelFlags.SuppressJoinNotifications,
    rules_channel_id: null,
    vanity_url_code: null,
    premium_tier: GuildPremiumTier.None,
    premium_progress_bar_enabled: false,
    preferred_locale: Locale.EnglishUS,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    safety_alerts_channel_id: null,
    incidents_data: null,
    hub_type: null,
    max_members: 500_000,
    max_presences: null,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    premium_subscription_count: 0,
    widget_channel_id: null,
    widget_enabled: false,
    ...UNDOCUMENTED,
  };
}
