import { Team, TeamMemberMembershipState, TeamMemberRole, type Client } from 'discord.js';

import { toDiscordError } from './discord-errors.js';

/**
 * The people whom the application belongs to: its owner, or the members of its team. Who was only invited
 * to the team, or may only read, is none of them.
 *
 * @throws AppError `discord.*`
 */
export async function ownersOf(client: Client<true>): Promise<readonly string[]> {
  try {
    const { owner } = await client.application.fetch();
    if (!(owner instanceof Team)) return owner === null ? [] : [owner.id];
    return owner.members
      .filter(
        ({ membershipState, role }) =>
          membershipState === TeamMemberMembershipState.Accepted &&
          role !== TeamMemberRole.ReadOnly,
      )
      .map(({ id }) => id);
  } catch (cause) {
    throw toDiscordError(cause);
  }
}

/**
 * Whether somebody is one of them.
 *
 * @throws AppError `discord.*`
 */
export async function isBotOwner(client: Client<true>, personId: string): Promise<boolean> {
  return (await ownersOf(client)).includes(personId);
}
