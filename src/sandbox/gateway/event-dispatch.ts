import { GatewayIntentBits, PermissionFlagsBits, ReactionType } from 'discord-api-types/v10';
import type { Channel, Guild, Message } from '../world/entities.js';
import { redacted } from '../world/message-content.js';
import { channelPermissions } from '../world/permissions.js';
import { renderChannel, renderMember, renderRole } from '../world/render.js';
import { renderGatewayMessage } from '../world/render-message.js';
import { isThread } from '../world/threads.js';
import type { WorldEvent } from '../world/world-events.js';
import type { World } from '../world/world.js';
import type { GatewaySession } from './gateway-session.js';
import { hasIntent } from './intents.js';
import { guildCreate } from './session-start.js';

const Intent = GatewayIntentBits;

/**
 * Whether a session receives events of a channel. They need one intent in guilds, another in direct
 * messages.
 */
function mayReceive(
  world: World,
  session: GatewaySession,
  channel: Channel,
  [inGuilds, inDirectMessages]: readonly [GatewayIntentBits, GatewayIntentBits],
): boolean {
  const { application, intents } = session.identity;
  const needed = channel.guildId === undefined ? inDirectMessages : inGuilds;
  const permissions = channelPermissions(world, channel, application.id);
  return (
    hasIntent(intents, needed) &&
    session.coversGuild(channel.guildId) &&
    (permissions & PermissionFlagsBits.ViewChannel) !== 0n
  );
}

function place(channel: Channel): { channel_id: string; guild_id?: string } {
  const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
  return { channel_id: channel.id, ...guild };
}

function memberOf(world: World, channel: Channel, userId: string): object {
  const member = world.guildOf(channel)?.members.get(userId);
  return member === undefined ? {} : { member: renderMember(world, member) };
}

function dispatchMessage(
  world: World,
  session: GatewaySession,
  kind: 'messageCreate' | 'messageUpdate' | 'messageDelete',
  message: Message,
): void {
  const channel = world.channel(message.channelId);
  const intents = [Intent.GuildMessages, Intent.DirectMessages] as const;
  if (message.ephemeralFor !== undefined || !mayReceive(world, session, channel, intents)) {
    return;
  }
  if (kind === 'messageDelete') {
    session.dispatch('MESSAGE_DELETE', { id: message.id, ...place(channel) });
    return;
  }
  const { application, intents: asked } = session.identity;
  const rendered = renderGatewayMessage(world, message);
  const shown = hasIntent(asked, Intent.MessageContent)
    ? rendered
    : redacted(world, rendered, application.id);
  session.dispatch(kind === 'messageCreate' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE', shown);
}

function dispatchReaction(
  world: World,
  session: GatewaySession,
  event: Extract<WorldEvent, { kind: 'reactionAdd' | 'reactionRemove' }>,
): void {
  const { message, userId, emoji, kind } = event;
  const channel = world.channel(message.channelId);
  const intents = [Intent.GuildMessageReactions, Intent.DirectMessageReactions] as const;
  if (!mayReceive(world, session, channel, intents)) {
    return;
  }
  const common = {
    user_id: userId,
    message_id: message.id,
    ...place(channel),
    emoji,
    burst: false,
    type: ReactionType.Normal,
  };
  if (kind === 'reactionRemove') {
    session.dispatch('MESSAGE_REACTION_REMOVE', common);
    return;
  }
  session.dispatch('MESSAGE_REACTION_ADD', {
    ...common,
    message_author_id: message.authorId,
    burst_colors: [],
    ...memberOf(world, channel, userId),
  });
}

function dispatchTyping(
  world: World,
  session: GatewaySession,
  channel: Channel,
  userId: string,
): void {
  const intents = [Intent.GuildMessageTyping, Intent.DirectMessageTyping] as const;
  if (mayReceive(world, session, channel, intents)) {
    session.dispatch('TYPING_START', {
      ...place(channel),
      user_id: userId,
      timestamp: Math.floor(world.clock.now() / 1000),
      ...memberOf(world, channel, userId),
    });
  }
}

function dispatchChannelDelete(world: World, session: GatewaySession, channel: Channel): void {
  if (!mayReceive(world, session, channel, [Intent.Guilds, Intent.DirectMessages])) {
    return;
  }
  const { id, type, guildId: guild_id, parentId: parent_id } = channel;
  if (isThread(channel)) {
    session.dispatch('THREAD_DELETE', { id, type, guild_id, parent_id });
  } else {
    session.dispatch('CHANNEL_DELETE', renderChannel(world, channel));
  }
}

function dispatchGuild(
  world: World,
  session: GatewaySession,
  event: Extract<WorldEvent, { kind: 'guildLeave' | 'guildJoin' | 'guildOutage' }>,
): void {
  const { guild, userId, kind } = event;
  if (session.identity.application.id !== userId || !session.coversGuild(guild.id)) {
    return;
  }
  if (kind === 'guildJoin') {
    session.dispatch('GUILD_CREATE', guildCreate(world, guild, userId));
  } else {
    // Only an outage has the field.
    const outage = kind === 'guildOutage' ? { unavailable: true } : {};
    session.dispatch('GUILD_DELETE', { id: guild.id, ...outage });
  }
}

function isOwn({ identity }: GatewaySession, userId: string): boolean {
  return identity.application.id === userId;
}

function mayHearOf(session: GatewaySession, { id, members }: Guild): boolean {
  return members.has(session.identity.application.id) && session.coversGuild(id);
}

/** Without the members intent, a bot is told of changes of itself only. */
function dispatchMemberUpdate(
  world: World,
  session: GatewaySession,
  { guild, userId }: Extract<WorldEvent, { kind: 'memberUpdate' }>,
): void {
  const member = guild.members.get(userId);
  if (member === undefined || !isOwn(session, userId) || !session.coversGuild(guild.id)) return;
  session.dispatch('GUILD_MEMBER_UPDATE', { guild_id: guild.id, ...renderMember(world, member) });
}

/** Sends an event to a session, if its intents, permissions and shard allow it. */
export function dispatchEvent(world: World, session: GatewaySession, event: WorldEvent): void {
  switch (event.kind) {
    case 'messageCreate':
    case 'messageUpdate':
    case 'messageDelete':
      dispatchMessage(world, session, event.kind, event.message);
      break;
    case 'reactionAdd':
    case 'reactionRemove':
      dispatchReaction(world, session, event);
      break;
    case 'typing':
      dispatchTyping(world, session, event.channel, event.userId);
      break;
    case 'channelUpdate':
      if (mayReceive(world, session, event.channel, [Intent.Guilds, Intent.DirectMessages])) {
        const name = isThread(event.channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE';
        session.dispatch(name, renderChannel(world, event.channel));
      }
      break;
    case 'threadJoin':
      if (isOwn(session, event.userId) && session.coversGuild(event.channel.guildId))
        session.dispatch('THREAD_CREATE', renderChannel(world, event.channel));
      break;
    case 'roleCreate':
      if (mayHearOf(session, event.guild))
        session.dispatch('GUILD_ROLE_CREATE', {
          guild_id: event.guild.id,
          role: renderRole(event.role),
        });
      break;
    case 'memberUpdate':
      dispatchMemberUpdate(world, session, event);
      break;
    case 'messagesDelete': {
      const { channel, messageIds: ids } = event;
      if (mayReceive(world, session, channel, [Intent.GuildMessages, Intent.DirectMessages]))
        session.dispatch('MESSAGE_DELETE_BULK', { ids, ...place(channel) });
      break;
    }
    case 'channelDelete':
      dispatchChannelDelete(world, session, event.channel);
      break;
    case 'guildLeave':
    case 'guildJoin':
    case 'guildOutage':
      dispatchGuild(world, session, event);
      break;
    case 'interaction': {
      const { application } = session.identity;
      const isForIt = application.id === event.applicationId;
      if (isForIt && session.coversGuild(event.payload.guild_id)) {
        session.dispatch('INTERACTION_CREATE', event.payload);
      }
      break;
    }
    case 'commands':
    case 'presence':
      break;
  }
}
