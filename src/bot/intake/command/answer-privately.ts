import { MessageFlags, type RepliableInteraction } from 'discord.js';

import { isAnswered } from '../../discord-errors.js';

/**
 * Says one thing that only who asked sees. Discord repeats commands and forms after a restart; a former
 * process may have answered.
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
