import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Guild } from '../world/entities.js';
import { channelPermissions } from '../world/permissions.js';
import { applicationFlags } from '../world/render-application.js';
import {
  channelsOf,
  renderChannel,
  renderGuild,
  renderMember,
  renderSelf,
} from '../world/render.js';
import { isThread } from '../world/threads.js';
import type { World } from '../world/world.js';
import type { GatewaySession } from './gateway-session.js';

/** A guild as a bot in it receives it. */
export function guildCreate(world: World, guild: Guild, botId: string): object {
  const channels = channelsOf(world, guild).filter(
    (channel) =>
      (channelPermissions(world, channel, botId) & PermissionFlagsBits.ViewChannel) !== 0n,
  );
  const self = guild.members.get(botId);
  return {
    ...renderGuild(guild),
    joined_at: self?.joinedAt ?? world.clock.timestamp(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    // Without the members and presences intents, a bot receives only itself.
    members: self === undefined ? [] : [renderMember(world, self)],
    channels: channels
      .filter((channel) => !isThread(channel))
      .map((channel) => renderChannel(world, channel)),
    threads: channels
      // Only active threads; an archived one has to be fetched.
      .filter((channel) => isThread(channel) && channel.archived !== true)
      .map((channel) => renderChannel(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Sends the first events of a new session: READY, then each guild. */
export function sendSessionStart(world: World, session: GatewaySession): void {
  const { id, application, shard } = session.identity;
  const guilds = [...world.guilds.values()].filter(
    (guild) => guild.members.has(application.id) && session.coversGuild(guild.id),
  );
  session.dispatch('READY', {
    v: 10,
    user: renderSelf(world.user(application.id)),
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    private_channels: [],
    session_id: id,
    session_type: 'normal',
    resume_gateway_url: `${world.origin.replace('http', 'ws')}/gateway`,
    shard,
    application: {
      id: application.id,
      flags: applicationFlags(application),
    },
  });
  for (const guild of guilds) {
    session.dispatch('GUILD_CREATE', guildCreate(world, guild, application.id));
  }
}
