import { GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord.js';

/** What an event tells of messages and places that are gone, or there again. */
export type Deletion =
  | { readonly kind: 'messages'; readonly messageIds: readonly string[] }
  | { readonly kind: 'channel'; readonly guildId: string; readonly channelId: string }
  | { readonly kind: 'left_server'; readonly guildId: string }
  | { readonly kind: 'in_server'; readonly guildId: string };

/** What an event tells of deletions; null for all other events. */
export function deletionIn(packet: GatewayDispatchPayload): Deletion | null {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageDelete:
      return { kind: 'messages', messageIds: [packet.d.id] };
    case GatewayDispatchEvents.MessageDeleteBulk:
      return { kind: 'messages', messageIds: packet.d.ids };
    case GatewayDispatchEvents.ChannelDelete:
    case GatewayDispatchEvents.ThreadDelete: {
      const { guild_id: guildId, id: channelId } = packet.d;
      return guildId === undefined ? null : { kind: 'channel', guildId, channelId };
    }
    case GatewayDispatchEvents.GuildDelete:
      // During an outage of Discord a server is unavailable, and the bot is still in it.
      return packet.d.unavailable === true ? null : { kind: 'left_server', guildId: packet.d.id };
    case GatewayDispatchEvents.GuildCreate:
      return { kind: 'in_server', guildId: packet.d.id };
    default:
      return null;
  }
}
