import {
  Message,
  MessageFlags,
  type Interaction,
  type MessageCreateOptions,
  type User,
} from 'discord.js';

import type { CardRow } from '../../../views/card-message.js';
import { toDiscordError } from '../../discord-errors.js';
import { placeOf } from '../../guards/place-permissions.js';
import { answerPrivately } from '../../intake/command/answer-privately.js';
import { answerMessage } from './answer-message.js';
import type { CardAnswer } from './card-answer.js';

/** Somewhere a person waits for an answer. */
export type Asker = Interaction | Message;

/**
 * Says one thing to the person who asked: privately after a click or command, in answer to a
 * message, and as a direct message where the bot may not write or Discord refuses that.
 *
 * @param answer the answer to the click, where one was begun.
 * @param rows what somebody who clicked can press below it.
 */
export async function tellPerson(
  asker: Asker,
  content: string,
  answer?: CardAnswer,
  rows: readonly CardRow[] = [],
): Promise<void> {
  const message = { content, allowedMentions: { parse: [] } };
  if (answer) return answer.tell(content, rows);
  if (asker instanceof Message) {
    // A repetition, by a retry or after a restart, posts nothing: Discord compares the nonce.
    const once = { ...message, nonce: `told-${asker.id}`, enforceNonce: true };
    if (!placeOf(asker).mayWrite) return tellInPrivate(asker.author, once);
    try {
      await answerMessage(asker, once);
    } catch (error) {
      if (toDiscordError(error).retryable) throw error;
      await tellInPrivate(asker.author, once);
    }
  } else if (asker.isRepliable()) {
    const { Ephemeral: flags } = MessageFlags;
    if (asker.deferred || asker.replied) await asker.followUp({ ...message, flags });
    else await answerPrivately(asker, content);
  }
}

async function tellInPrivate(person: User, message: MessageCreateOptions): Promise<void> {
  try {
    await person.send(message);
  } catch (cause) {
    throw toDiscordError(cause);
  }
}
