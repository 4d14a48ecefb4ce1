import { PermissionFlagsBits, type Client } from 'discord.js';

/** The permissions that reading a channel needs. */
const NEEDED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory];

/**
 * The channels and threads of all servers with a message above an id that the bot may read. Discord
 * sends this data with each session, so this makes no requests.
 */
export function guildChannelsToRead(client: Client<true>, after: bigint): string[] {
  return client.channels.cache
    .filter((channel) => channel.isTextBased() && !channel.isDMBased())
    .filter(({ lastMessageId }) => isAbove(lastMessageId, after))
    .filter((channel) => channel.permissionsFor(client.user)?.has(NEEDED) === true)
    .map(({ id }) => id);
}

/** Whether a channel's last message is above an id. */
export function isAbove(lastMessageId: string | null, after: bigint): boolean {
  return lastMessageId !== null && BigInt(lastMessageId) > after;
}
