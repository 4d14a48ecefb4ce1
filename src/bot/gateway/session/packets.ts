import { deletionIn } from '../../deletions/deletion-packets.js';
import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayInteractionCreateDispatch,
  type GatewayMessageCreateDispatch,
} from 'discord.js';

import { isPress } from '../meant-comments.js';

/** An event that a person expects an answer to. */
export type RequestPacket = GatewayMessageCreateDispatch | GatewayInteractionCreateDispatch;

/**
 * Whether a handler may have to handle an event: an interaction, or a person's message that is
 * direct or mentions somebody.
 */
export function isForHandlers(packet: GatewayDispatchPayload): packet is RequestPacket {
  if (packet.t === GatewayDispatchEvents.InteractionCreate) return true;
  if (packet.t !== GatewayDispatchEvents.MessageCreate) return false;
  const { author, guild_id: guildId, mentions, mention_roles: roles } = packet.d;
  if (author.bot === true) return false;
  return guildId === undefined || mentions.length > 0 || roles.length > 0;
}

/**
 * Whether a replayed event has what is read of it. What Discord sends is not always what it
 * documents, and one odd event must not cost the others.
 */
export function isReadable(packet: GatewayDispatchPayload): boolean {
  try {
    isRelevant(packet);
    answeredBy(packet, '');
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The id of the newest message in an event; 0 if there is none. */
export function newestMessageIn(packet: GatewayDispatchPayload): bigint {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return BigInt(packet.d.id);
    case GatewayDispatchEvents.GuildCreate:
      // An unavailable server has no channels.
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
 * The requests in these events that are not answered yet. Deleted messages, clicks on them, and
 * messages that the bot has replied to, are left out.
 *
 * @param botId the bot's user id.
 */
export function unansweredRequests(
  packets: readonly GatewayDispatchPayload[],
  botId: string,
): RequestPacket[] {
  const answered = new Set(packets.flatMap((packet) => answeredBy(packet, botId)));
  return packets
    .filter((packet) => isForHandlers(packet))
    .filter(
      ({ d }) => !answered.has(d.id) && !answered.has(('message' in d && d.message?.id) || ''),
    );
}

/** Whether a packet is handed over, or {@link unansweredRequests} needs it; others are not kept. */
export function isRelevant(packet: GatewayDispatchPayload): boolean {
  switch (packet.t) {
    case GatewayDispatchEvents.MessageCreate:
      return packet.d.message_reference !== undefined || isForHandlers(packet);
    default:
      return isForHandlers(packet) || isDeletion(packet) || isPress(packet);
  }
}

/** Whether an event tells that something is gone. */
export function isDeletion(packet: GatewayDispatchPayload): boolean {
  return deletionIn(packet) !== null && packet.t !== GatewayDispatchEvents.GuildCreate;
}

/** The messages that need no answer after an event. */
function answeredBy(packet: GatewayDispatchPayload, botId: string): string[] {
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
