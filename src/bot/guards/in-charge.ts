import { InteractionContextType, PermissionFlagsBits, type BaseInteraction } from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';

/**
 * Whether somebody may decide about a card: who asked for it, whoever has Manage Messages in its
 * channel, and in a direct message with the bot its person.
 */
export function isInCharge(asking: BaseInteraction, { userId }: InteractionState): boolean {
  if (asking.user.id === userId) return true;
  if (asking.guildId === null) return asking.context !== InteractionContextType.PrivateChannel;
  return asking.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}
