import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { signedUrl } from '../cdn/signed-url.js';
import { snowflake } from '../validation/fields.js';
import { parseBody } from '../validation/parse-body.js';
import { guildPermissions } from '../world/permissions.js';
import { renderApplication } from '../world/render-application.js';
import {
  channelsOf,
  renderChannel,
  renderGuild,
  renderMember,
  renderRole,
  renderSelf,
  renderUser,
} from '../world/render.js';
import { applicationOf, joinedGuild } from './access.js';
import { refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';

interface OfUser {
  readonly Params: { readonly userId: string };
}
interface OfGuild {
  readonly Params: { readonly guildId: string };
}
interface OfMember {
  readonly Params: { readonly guildId: string; readonly userId: string };
}

/** Routes for applications, users, guilds and members, direct message channels, and fresh links. */
export function registerDirectoryRoutes(app: FastifyInstance, services: RestServices): void {
  const { world } = services;

  for (const path of ['/applications/@me', '/oauth2/applications/@me']) {
    app.get(path, async (request) => renderApplication(world, applicationOf(world, request)));
  }

  app.get<OfUser>('/users/:userId', async (request) => {
    const application = applicationOf(world, request);
    const { userId } = request.params;
    const user = world.users.get(userId === '@me' ? application.id : userId);
    if (user === undefined) {
      throw refusal(RESTJSONErrorCodes.UnknownUser);
    }
    return user.id === application.id ? renderSelf(user) : renderUser(user);
  });

  app.get('/users/@me/guilds', async (request) => {
    const { id } = applicationOf(world, request);
    return [...world.guilds.values()]
      .filter((guild) => guild.members.has(id))
      .map((guild) => ({
        ...renderGuild(guild),
        owner: guild.ownerId === id,
        permissions: String(guildPermissions(world, guild.id, id)),
      }));
  });

  app.delete<OfGuild>('/users/@me/guilds/:guildId', async (request, reply) => {
    const application = applicationOf(world, request);
    world.leave(joinedGuild(world, application, request.params.guildId), application.id);
    return reply.code(204).send();
  });

  app.post('/users/@me/channels', async (request) => {
    const application = applicationOf(world, request);
    const schema = z.object({ recipient_id: snowflake });
    const { recipient_id: recipientId } = parseBody(schema, bodyOf(request).json);
    const recipient = world.users.get(recipientId);
    if (recipient === undefined) {
      throw refusal(RESTJSONErrorCodes.UnknownUser);
    }
    if (recipient.bot) {
      throw refusal(RESTJSONErrorCodes.CannotSendMessagesToThisUser);
    }
    return renderChannel(world, world.directChannel(recipient.id, application.id));
  });

  app.get<OfGuild>('/guilds/:guildId', async (request) =>
    renderGuild(joinedGuild(world, applicationOf(world, request), request.params.guildId)),
  );

  app.get<OfGuild>('/guilds/:guildId/channels', async (request) => {
    const guild = joinedGuild(world, applicationOf(world, request), request.params.guildId);
    return channelsOf(world, guild)
      .filter(({ parentId }) => parentId === undefined)
      .map((channel) => renderChannel(world, channel));
  });

  app.get<OfGuild>('/guilds/:guildId/roles', async (request) => {
    const guild = joinedGuild(world, applicationOf(world, request), request.params.guildId);
    return guild.roles.map((role) => renderRole(role));
  });

  app.get<OfMember>('/guilds/:guildId/members/:userId', async (request) => {
    const application = applicationOf(world, request);
    const guild = joinedGuild(world, application, request.params.guildId);
    const { userId } = request.params;
    const member = guild.members.get(userId === '@me' ? application.id : userId);
    if (member === undefined) {
      throw refusal(RESTJSONErrorCodes.UnknownMember);
    }
    return renderMember(world, member);
  });

  app.post('/attachments/refresh-urls', async (request) => {
    applicationOf(world, request);
    const schema = z.object({ attachment_urls: z.array(z.string()).max(50) });
    const { attachment_urls: originals } = parseBody(schema, bodyOf(request).json);
    const refreshed_urls = originals.map((original) => {
      const id = /\/attachments\/\d+\/(\d+)\//.exec(original)?.[1];
      const attachment = id === undefined ? undefined : world.attachments.get(id);
      return { original, refreshed: attachment ? signedUrl(world, attachment) : null };
    });
    return { refreshed_urls };
  });
}
