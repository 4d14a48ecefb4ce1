import { PermissionFlagsBits, type BaseInteraction } from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';

/**
 * Whether somebody may decide about a card: who asked for it, whoever has Manage Messages in its
 * channel, and in a direct message its person.
 */
export function isInCharge(
  { user, guildId, memberPermissions }: BaseInteraction,
  { userId }: InteractionState,
): boolean {
  if (guildId === null || user.id === userId) return true;
  return memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}
