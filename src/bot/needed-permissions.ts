import { PermissionFlagsBits } from 'discord-api-types/v10';

/**
 * What the bot needs in a server, by the names of Discord's settings. docs/discord-application.md
 * names the same.
 */
export const NEEDED_PERMISSIONS: Readonly<Record<string, bigint>> = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Add Reactions': PermissionFlagsBits.AddReactions,
};

/** The names of what is missing among `permissions`, a bit field of Discord's. */
export function missingPermissions(permissions: bigint): string[] {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return [];
  return Object.entries(NEEDED_PERMISSIONS)
    .filter(([, bit]) => (permissions & bit) === 0n)
    .map(([name]) => name);
}
