import { PermissionFlagsBits } from 'discord-api-types/v10';

/** What the bot needs in a server, by the names of Discord's settings. The README names the same. */
export const NEEDED_PERMISSIONS: Readonly<Record<string, bigint>> = {
  'View Channels': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Send Messages in Threads': PermissionFlagsBits.SendMessagesInThreads,
  'Embed Links': PermissionFlagsBits.EmbedLinks,
  'Attach Files': PermissionFlagsBits.AttachFiles,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Add Reactions': PermissionFlagsBits.AddReactions,
};

const SCOPES = ['bot', 'applications.commands'];

/** The names of what is missing among `permissions`, a bit field of Discord's. */
export function missingPermissions(permissions: bigint): string[] {
  if ((permissions & PermissionFlagsBits.Administrator) !== 0n) return [];
  return Object.entries(NEEDED_PERMISSIONS)
    .filter(([, bit]) => (permissions & bit) === 0n)
    .map(([name]) => name);
}

/** The link that invites the bot into a server, with all it needs and nothing else. */
export function inviteLink(applicationId: string): string {
  const permissions = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', SCOPES.join(' '));
  link.searchParams.set('permissions', String(permissions));
  return link.href;
}
