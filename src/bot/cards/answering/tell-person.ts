import { Message, MessageFlags, type Interaction } from 'discord.js';

import { toDiscordError } from '../../discord-errors.js';
import type { CardAnswer } from './card-answer.js';

/** Somewhere a person waits for an answer. */
export type Asker = Interaction | Message;

/**
 * Says one thing to the person who asked: privately after a click or command, as a reply to a
 * message, and as a direct message where Discord refuses that.
 *
 * @param answer the answer to the click, where one was begun.
 */
export async function tellPerson(
  asker: Asker,
  content: string,
  answer?: CardAnswer,
): Promise<void> {
  const message = { content, allowedMentions: { parse: [] } };
  if (answer) return answer.tell(content);
  if (asker instanceof Message) {
    // A repetition, by a retry or after a restart, posts nothing: Discord compares the nonce.
    const once = { ...message, nonce: `told-${asker.id}`, enforceNonce: true };
    try {
      await asker.reply(once);
    } catch (error) {
      if (toDiscordError(error).retryable) throw error;
      await asker.author.send(once);
    }
  } else if (asker.isRepliable()) {
    const { Ephemeral: flags } = MessageFlags;
    const isAnswered = asker.deferred || asker.replied;
    await (isAnswered ? asker.followUp({ ...message, flags }) : asker.reply({ ...message, flags }));
  }
}
