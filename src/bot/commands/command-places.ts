import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

/**
 * Where the slash commands can be used: in servers that have the bot, and in direct messages with
 * it. Said in full, since what is left to Discord's defaults would look changed at every start.
 */
export const COMMAND_PLACES = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integrationTypes: [ApplicationIntegrationType.GuildInstall],
};
