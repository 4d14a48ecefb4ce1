import { Team, type Client } from 'discord.js';

import { toDiscordError } from '../discord-errors.js';

/**
 * Whether somebody runs the bot: whose application it is, or who is in the team that has it.
 *
 * @throws AppError `discord.*`
 */
export async function isBotOwner(client: Client<true>, personId: string): Promise<boolean> {
  try {
    const { owner } = await client.application.fetch();
    return owner instanceof Team ? owner.members.has(personId) : owner?.id === personId;
  } catch (cause) {
    throw toDiscordError(cause);
  }
}
