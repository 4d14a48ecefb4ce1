import { NEEDED_PERMISSIONS } from '../bot/needed-permissions.js';

const SCOPES = ['bot', 'applications.commands'];

/** The link that invites the bot into a server, with all it needs and nothing else. */
export function inviteLink(applicationId: string): string {
  const permissions = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', SCOPES.join(' '));
  link.searchParams.set('permissions', String(permissions));
  return link.href;
}
