import {
  Events,
  GatewayDispatchEvents,
  type Client,
  type GatewayMessageUpdateDispatchData,
} from 'discord.js';

import type { Logger } from '../../platform/logger.js';
import { toDiscordError } from '../discord-errors.js';
import { followPackets } from './follow-packets.js';
import { readAgain } from './read-again.js';

/** Discord also tells of a message that is pinned, long after it was edited. */
const MAX_EDIT_AGE_MS = 5 * 60_000;

/**
 * Passes a message whose edit mentions the bot to the handlers of new messages. Those that were
 * handled before are left out there. discord.js itself tells of no edit of a message that it
 * does not remember.
 */
export function answerEditedMentions(client: Client, logger: Logger): void {
  followPackets(client, logger, (packet) => {
    if (packet.t !== GatewayDispatchEvents.MessageUpdate) return;
    if (!mayMention(packet.d, client.user?.id)) return;
    const { id, channel_id: channelId } = packet.d;
    passOn(client, channelId, id).catch((cause: unknown) => {
      const err = toDiscordError(cause);
      logger.warn({ messageId: id, err }, 'An edited message could not be read');
    });
  });
}

/**
 * Whether an edit just now may mention the bot: by its user, or by a role, of which only the
 * message tells whose it is. Discord does not always send every field of an edited message.
 */
function mayMention(
  message: Partial<GatewayMessageUpdateDispatchData>,
  botId: string | undefined,
): boolean {
  const { author, edited_timestamp: edited, mentions = [], mention_roles: roles = [] } = message;
  const isNew = Date.now() - Date.parse(edited ?? '') < MAX_EDIT_AGE_MS;
  const isMention = roles.length > 0 || mentions.some(({ id }) => id === botId);
  return isNew && author?.bot !== true && isMention;
}

/** The event has no content where the bot was not mentioned before, so the message is read. */
async function passOn(client: Client, channelId: string, messageId: string): Promise<void> {
  const message = await readAgain(client, channelId, messageId);
  if (message) client.emit(Events.MessageCreate, message);
}
