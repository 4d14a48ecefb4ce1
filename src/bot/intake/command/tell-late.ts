import type { Client } from 'discord.js';

import type { CommandRequest } from '../../../interactions/command-request.js';
import { toDiscordError } from '../../discord-errors.js';

/**
 * Says in a direct message what a command cannot be answered with any more. Somebody who takes no
 * direct messages cannot be told.
 *
 * @throws AppError `discord.*`, retryable
 */
export async function tellLate(
  client: Client,
  { id, userId }: Pick<CommandRequest, 'id' | 'userId'>,
  content: string,
): Promise<void> {
  const once = { nonce: `late-${id}`, enforceNonce: true };
  try {
    const person = await client.users.fetch(userId);
    await person.send({ content, allowedMentions: { parse: [] }, ...once });
  } catch (cause) {
    const error = toDiscordError(cause);
    if (error.retryable) throw error;
  }
}
