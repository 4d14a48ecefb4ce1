import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayInteractionCreateDispatch,
  type GatewayMessageCreateDispatch,
} from 'discord.js';

/** An event that a person waits for an answer to. */
export type AskingPacket = GatewayMessageCreateDispatch | GatewayInteractionCreateDispatch;

/**
 * Whether a handler may have something to do for an event: an interaction, or a person's message
 * that is direct or mentions somebody.
 */
export function isForHandlers(packet: GatewayDispatchPayload): packet is AskingPacket {
  if (packet.t === GatewayDispatchEvents.InteractionCreate) return true;
  if (packet.t !== GatewayDispatchEvents.MessageCreate) return false;
  const { author, guild_id: guildId, mentions, mention_roles: roles } = packet.d;
  if (author.bot === true) return false;
  return guildId === undefined || mentions.length > 0 || roles.length > 0;
}

/** The newest message that an event tells of, as a number; 0 for none. */
export function newestMessageIn(packet: GatewayDispatchPayload): bigint {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return BigInt(packet.d.id);
    case GatewayDispatchEvents.GuildCreate:
      // A server that Discord cannot reach has no channels.
      if (packet.d.unavailable === true) return 0n;
      return [...packet.d.channels, ...packet.d.threads].reduce((newest, channel) => {
        const last = 'last_message_id' in channel ? BigInt(channel.last_message_id ?? 0) : 0n;
        return last > newest ? last : newest;
      }, 0n);
    default:
      return 0n;
  }
}

/**
 * Of everything that a session was told of, what is still to be answered: without messages that were
 * deleted, and without those that the bot has replied to.
 *
 * @param botId the bot's user id.
 */
export function stillAsking(
  packets: readonly GatewayDispatchPayload[],
  botId: string,
): AskingPacket[] {
  const done = new Set(packets.flatMap((packet) => doneBy(packet, botId)));
  return packets.filter((packet) => isForHandlers(packet)).filter(({ d }) => !done.has(d.id));
}

/** Whether a packet plays a part in {@link stillAsking}; no other needs to be kept. */
export function isWorthKeeping(packet: GatewayDispatchPayload): boolean {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageDelete:
    case GatewayDispatchEvents.MessageDeleteBulk:
      return true;
    case GatewayDispatchEvents.MessageCreate:
      return packet.d.message_reference !== undefined || isForHandlers(packet);
    default:
      return isForHandlers(packet);
  }
}

/** The messages that need no answer any more after an event. */
function doneBy(packet: GatewayDispatchPayload, botId: string): string[] {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageDelete:
      return [packet.d.id];
    case GatewayDispatchEvents.MessageDeleteBulk:
      return packet.d.ids;
    case GatewayDispatchEvents.MessageCreate: {
      const repliedTo = packet.d.message_reference?.message_id;
      return packet.d.author.id === botId && repliedTo !== undefined ? [repliedTo] : [];
    }
    default:
      return [];
  }
}
