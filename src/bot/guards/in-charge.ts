import { InteractionContextType, PermissionFlagsBits, type BaseInteraction } from 'discord.js';

import type { InteractionState } from '../../interactions/interaction-state.js';

/**
 * Whether somebody may decide about a card: who asked for it, whoever has Manage Messages in its
 * channel, and in a direct message with the bot its person.
 */
export function isInCharge(asking: BaseInteraction, { userId }: InteractionState): boolean {
  if (asking.user.id === userId) return true;
  if (asking.guildId === null) return isInOwnChat(asking);
  return asking.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
}

/** Whether somebody does something in a direct message with the bot alone. */
export function isInOwnChat({
  guildId,
  context,
}: Pick<BaseInteraction, 'guildId' | 'context'>): boolean {
  return guildId === null && context !== InteractionContextType.PrivateChannel;
}
