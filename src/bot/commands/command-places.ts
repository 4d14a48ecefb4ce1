import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';

const { Guild, BotDM, PrivateChannel } = InteractionContextType;
const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/**
 * Commands that are everywhere: in servers with the bot, and wherever somebody goes who has
 * installed it for themselves, direct messages with others included. All values are explicit,
 * because with Discord's defaults the commands would look changed at every start.
 */
export const EVERYWHERE = {
  contexts: [Guild, BotDM, PrivateChannel],
  integrationTypes: [GuildInstall, UserInstall],
};

/**
 * Commands that need a place where the bot can post. Discord cannot tell servers with the bot from
 * others for somebody who has installed it, so they are refused in the others.
 */
export const WHERE_THE_BOT_POSTS = { ...EVERYWHERE, contexts: [Guild, BotDM] };

/** Commands about a server, which are in servers with the bot alone. */
export const IN_SERVERS = { contexts: [Guild], integrationTypes: [GuildInstall] };
