import {
  Events,
  GatewayDispatchEvents,
  type Client,
  type GatewayMessageUpdateDispatchData,
} from 'discord.js';

import type { Logger } from '../../platform/logger.js';
import { toDiscordError } from '../discord-errors.js';
import { followPackets } from './follow-packets.js';

/** Discord also tells of a message that is pinned, long after it was edited. */
const MAX_EDIT_AGE_MS = 5 * 60_000;

/**
 * Passes a message whose edit mentions somebody to the handlers of new messages. Those that were
 * handled before are left out there. discord.js itself tells of no edit of a message that it does not
 * remember.
 */
export function answerEditedMentions(client: Client, logger: Logger): void {
  followPackets(client, logger, (packet) => {
    if (packet.t !== GatewayDispatchEvents.MessageUpdate || !mayMention(packet.d)) return;
    const { id, channel_id: channelId } = packet.d;
    passOn(client, channelId, id).catch((cause: unknown) => {
      const err = toDiscordError(cause);
      logger.warn({ messageId: id, err }, 'An edited message could not be read');
    });
  });
}

/** Discord does not always send every field of an edited message. */
function mayMention(message: Partial<GatewayMessageUpdateDispatchData>): boolean {
  const { author, edited_timestamp: edited, mentions = [], mention_roles: roles = [] } = message;
  const isNew = Date.now() - Date.parse(edited ?? '') < MAX_EDIT_AGE_MS;
  return isNew && author?.bot !== true && mentions.length + roles.length > 0;
}

/** The event has no content where the bot was not mentioned before, so the message is read. */
async function passOn(client: Client, channelId: string, messageId: string): Promise<void> {
  const channel = await client.channels.fetch(channelId);
  if (!channel?.isSendable()) return;
  const message = await channel.messages.fetch(messageId);
  if (message.inGuild()) client.emit(Events.MessageCreate, message);
}
