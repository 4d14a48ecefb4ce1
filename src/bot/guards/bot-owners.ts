import {
  Team,
  TeamMemberMembershipState,
  TeamMemberRole,
  type BaseInteraction,
  type Client,
  type TeamMember,
} from 'discord.js';

import { toDiscordError } from '../discord-errors.js';

/**
 * The people who run the bot: whose application it is, or who may change it in the team that has
 * it. Who has only been invited into the team, or may only read, is none of them.
 *
 * @throws AppError `discord.*`
 */
export async function ownersOf(client: Client<true>): Promise<readonly string[]> {
  try {
    const { owner } = await client.application.fetch();
    if (owner instanceof Team) return [...owner.members.filter(isInCharge).keys()];
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
export async function isBotOwner({
  client,
  user,
}: Pick<BaseInteraction, 'client' | 'user'>): Promise<boolean> {
  return (await ownersOf(client)).includes(user.id);
}

/** The owner of a team has accepted, and has the role of an admin. */
function isInCharge({ membershipState, role }: TeamMember): boolean {
  return membershipState === TeamMemberMembershipState.Accepted && role !== TeamMemberRole.ReadOnly;
}
