import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  type RepliableInteraction,
} from 'discord.js';

import { isAnswered } from '../../discord-errors.js';
import { acknowledge } from './acknowledge.js';
import { CommandAnswer } from './command-answer.js';

/**
 * Says one thing that only who asked sees. Discord repeats commands and forms after a restart; a
 * former process may have answered.
 */
export async function answerPrivately(
  asked: Pick<RepliableInteraction, 'reply'>,
  content: string,
): Promise<void> {
  try {
    const { Ephemeral: flags } = MessageFlags;
    await asked.reply({ content, flags, allowedMentions: { parse: [] } });
  } catch (error) {
    if (!isAnswered(error)) throw error;
  }
}

/**
 * Says one thing that only who asked sees, and that may take longer to find out than Discord
 * waits. Where Discord repeats the command after a restart, it is done again, unless a former
 * process has said it.
 *
 * @throws AppError `discord.*`, and what `find` throws.
 */
export async function answerPrivatelyLater(
  asked: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  find: () => Promise<string>,
): Promise<void> {
  await acknowledge(asked, true);
  const answer = new CommandAnswer(asked.client, asked.token);
  if (!asked.deferred && !(await answer.isAwaited())) return;
  await answer.show({ content: await find(), allowedMentions: { parse: [] } });
}
