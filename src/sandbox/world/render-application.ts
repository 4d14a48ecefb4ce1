import { ApplicationFlags, ApplicationIntegrationType } from 'discord-api-types/v10';
import type { Application } from './entities.js';
import { isInstalledBy } from './command-access.js';
import { renderUser } from './render.js';
import type { World } from './world.js';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;

/** An application's flags: whether it has the message content intent. */
export function applicationFlags({ messageContent }: Application): number {
  return messageContent ? ApplicationFlags.GatewayMessageContentLimited : 0;
}

/** How an application can be installed. */
export function installationsOf({
  installations = [GuildInstall, UserInstall],
}: Application): readonly ApplicationIntegrationType[] {
  return installations;
}

/** An application as its own bot receives it. */
export function renderApplication(world: World, application: Application): object {
  const { id, name } = application;
  const owner = [...world.users.values()].find(({ bot }) => !bot);
  const guilds = [...world.guilds.values()].filter(({ members }) => members.has(id));
  const flags = applicationFlags(application);
  return {
    id,
    name,
    type: null,
    icon: null,
    description: '',
    summary: '',
    bot: renderUser(world.user(id)),
    bot_public: application.isPublic ?? false,
    bot_require_code_grant: false,
    owner: owner === undefined ? null : renderUser(owner),
    team: null,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    event_webhooks_url: null,
    integration_types_config: Object.fromEntries(
      installationsOf(application).map((kind) => [kind, {}]),
    ),
    explicit_content_filter: 0,
    eligible_oauth2_scopes: ['bot', 'applications.commands'],
    approximate_guild_count: guilds.length,
    approximate_user_install_count: [...world.users.values()].filter((user) =>
      isInstalledBy(user, id),
    ).length,
    approximate_user_authorization_count: 0,
  };
}
