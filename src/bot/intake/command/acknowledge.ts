import {
  MessageFlags,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';

import { isAnswered } from '../../discord-errors.js';

/**
 * Tells Discord that a command, form or click was received, and that the answer comes later.
 * Discord repeats them after a restart; a former process may have told it already.
 *
 * @param isPrivate whether only who asked sees the answer.
 */
export async function acknowledge(
  asked:
    | ButtonInteraction
    | ChatInputCommandInteraction
    | MessageContextMenuCommandInteraction
    | ModalSubmitInteraction,
  isPrivate: boolean,
): Promise<void> {
  try {
    await asked.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
  } catch (error) {
    if (!isAnswered(error)) throw error;
  }
}
