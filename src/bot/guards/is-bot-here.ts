import { InteractionContextType, type BaseInteraction } from 'discord.js';

/**
 * Whether the bot itself is where an interaction comes from. Else a person has brought its commands
 * there, and no route of that channel is open to it. Discord says so with each interaction,
 * whatever this process knows of the server.
 */
export function isBotHere({
  context,
  authorizingIntegrationOwners: { guildId },
}: Pick<BaseInteraction, 'context' | 'authorizingIntegrationOwners'>): boolean {
  if (context === InteractionContextType.PrivateChannel) return false;
  return context === InteractionContextType.BotDM || guildId !== null;
}
