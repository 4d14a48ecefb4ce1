import { ApplicationIntegrationType } from 'discord-api-types/v10';

import { NEEDED_PERMISSIONS } from '../bot/needed-permissions.js';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** The link that invites the bot into a server, with all it needs and nothing else. */
export function inviteLink(applicationId: string): string {
  const permissions = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);
  const link = authorization(applicationId, ['bot', 'applications.commands'], GuildInstall);
  link.searchParams.set('permissions', String(permissions));
  return link.href;
}

/** The link by which somebody takes the bot's commands along, for themselves. */
export function userInstallLink(applicationId: string): string {
  return authorization(applicationId, ['applications.commands'], UserInstall).href;
}

function authorization(
  applicationId: string,
  scopes: readonly string[],
  kind: ApplicationIntegrationType,
): URL {
  const link = new URL('https://discord.com/oauth2/authorize');
  link.searchParams.set('client_id', applicationId);
  link.searchParams.set('scope', scopes.join(' '));
  link.searchParams.set('integration_type', String(kind));
  return link;
}
