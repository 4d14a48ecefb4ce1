import { PermissionFlagsBits, type Client } from 'discord.js';

/** What reading a channel back takes. */
const NEEDED = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory];

/**
 * The channels and threads of all servers that have a message above an id, and that the bot may read.
 * Discord tells of both with each session, so that this asks for nothing.
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
