import type { Message, MessageCreateOptions } from 'discord.js';

import { placeOf } from '../../guards/place-permissions.js';
import { inAnswerTo } from './sentences.js';

/**
 * Answers a message with a reply. Discord allows none to who may not read the channel's history:
 * the answer then links to the message.
 *
 * @throws what Discord answers, also where the message no longer exists and a reply is allowed.
 */
export async function answerMessage(
  message: Message,
  answer: MessageCreateOptions,
): Promise<Message> {
  if (placeOf(message).mayReadHistory || !message.channel.isSendable())
    return message.reply({ ...answer, failIfNotExists: true });
  const content = inAnswerTo(message.url, answer.content);
  return message.channel.send({ ...answer, content });
}
