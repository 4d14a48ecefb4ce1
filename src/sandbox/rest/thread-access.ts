import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from '../validation/parse-body.js';
import type { Application, Channel } from '../world/entities.js';
import { sendPermission } from '../world/permissions.js';
import { renderChannel } from '../world/render.js';
import { changeThread, isThread, mayModerateThreads } from '../world/threads.js';
import type { World } from '../world/world.js';
import { applicationOf, requirePermissions, visibleChannel } from './access.js';
import { refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';

interface InChannel {
  readonly Params: { readonly channelId: string };
}

const threadChange = z.looseObject({
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
});

/** Throws 50083 in an archived thread: nothing in it can be changed. */
export function refuseInArchivedThread({ archived }: Channel): void {
  if (archived === true) {
    throw refusal(RESTJSONErrorCodes.InvalidActionOnArchivedThread);
  }
}

/** Throws 160005 in a locked thread, unless the bot moderates it. */
export function refuseInLockedThread(
  world: World,
  application: Application,
  channel: Channel,
): void {
  if (channel.locked === true && !mayModerateThreads(world, channel, application.id)) {
    throw refusal(RESTJSONErrorCodes.ThreadLocked);
  }
}

/** Throws 50083 in a thread that is archived and locked: not even deletions happen there. */
export function refuseDeletionInThread(
  world: World,
  application: Application,
  channel: Channel,
): void {
  if (channel.locked === true && !mayModerateThreads(world, channel, application.id)) {
    refuseInArchivedThread(channel);
  }
}

/** The route that archives, opens, locks and unlocks threads. Other channels keep what they are. */
export function registerThreadRoutes(app: FastifyInstance, { world }: RestServices): void {
  app.patch<InChannel>('/channels/:channelId', async (request) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    if (!isThread(channel)) {
      requirePermissions(world, application, channel, PermissionFlagsBits.ManageChannels);
      return renderChannel(world, channel);
    }
    const { archived, locked, ...others } = parseBody(threadChange, bodyOf(request).json);
    refuseInLockedThread(world, application, channel);
    const onlyOpens =
      archived === false && locked === undefined && Object.keys(others).length === 0;
    const needed = onlyOpens ? sendPermission(channel) : PermissionFlagsBits.ManageThreads;
    requirePermissions(world, application, channel, needed);
    changeThread(world, channel, {
      ...(typeof archived === 'boolean' && { archived }),
      ...(typeof locked === 'boolean' && { locked }),
    });
    return renderChannel(world, channel);
  });
}
