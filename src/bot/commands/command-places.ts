import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

/**
 * Where the slash commands are available: in servers with the bot, and in direct messages with it.
 * All values are explicit, because with Discord's defaults the commands would look changed at every
 * start.
 */
export const COMMAND_PLACES = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integrationTypes: [ApplicationIntegrationType.GuildInstall],
};
