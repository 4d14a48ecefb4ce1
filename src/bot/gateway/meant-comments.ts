import {
  Events,
  GatewayDispatchEvents,
  type Client,
  type GatewayDispatchPayload,
  type GatewayMessageReactionAddDispatch,
} from 'discord.js';

import type { Logger } from '../../platform/logger.js';
import { toDiscordError } from '../discord-errors.js';
import { isComment, isPencil } from '../intake/mention/comments.js';
import { isForBot } from '../intake/mention/mention-names.js';
import { followPackets } from './follow-packets.js';
import { readAgain } from './read-again.js';

/** The client emits it with each press of a pencil that a former session missed. */
export const MISSED_PRESS = 'missedPress';

/**
 * Passes a comment whose author presses its pencil to the handlers of new messages. discord.js
 * itself tells of no reaction to a message that it does not remember.
 */
export function answerMeantComments(client: Client, logger: Logger): void {
  const receive = (packet: GatewayDispatchPayload) => {
    if (!isPress(packet)) return;
    const { channel_id: channelId, message_id: messageId } = packet.d;
    passOn(client, channelId, messageId).catch((cause: unknown) => {
      logger.warn({ messageId, err: toDiscordError(cause) }, 'A comment could not be read');
    });
  };
  followPackets(client, logger, receive);
  client.on(MISSED_PRESS, receive);
}

/** Whether somebody presses the pencil of what may be their own comment. */
export function isPress(
  packet: GatewayDispatchPayload,
): packet is GatewayMessageReactionAddDispatch {
  if (packet.t !== GatewayDispatchEvents.MessageReactionAdd) return false;
  const { emoji, guild_id: guildId, message_author_id: authorId, user_id: userId } = packet.d;
  // Discord does not always say who wrote the message.
  const isOwn = authorId === undefined || authorId === userId;
  return isOwn && guildId !== undefined && isPencil(emoji.name);
}

async function passOn(client: Client, channelId: string, messageId: string): Promise<void> {
  const message = await readAgain(client, channelId, messageId);
  if (message && isForBot(message) && isComment(message))
    client.emit(Events.MessageCreate, message);
}
