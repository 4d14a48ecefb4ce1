import { Team, type BaseInteraction, type Client } from 'discord.js';

import { toDiscordError } from '../discord-errors.js';

/**
 * The people whom the application belongs to: its owner, or the members of its team.
 *
 * @throws AppError `discord.*`
 */
export async function ownersOf(client: Client<true>): Promise<readonly string[]> {
  try {
    const { owner } = await client.application.fetch();
    if (owner instanceof Team) return [...owner.members.keys()];
    return owner === null ? [] : [owner.id];
  } catch (cause) {
    throw toDiscordError(cause);
  }
}

/**
 * Whether somebody is one of them.
 *
 * @throws AppError `discord.*`
 */
export async function isBotOwner({ client, user }: BaseInteraction): Promise<boolean> {
  return (await ownersOf(client)).includes(user.id);
}
