import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parseBody } from '../validation/parse-body.js';
import type { Application, Channel } from '../world/entities.js';
import { channelPermissions } from '../world/permissions.js';
import type { World } from '../world/world.js';
import { applicationOf, requirePermissions, visibleChannel } from './access.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';

interface OfOverwrite {
  readonly Params: { readonly channelId: string; readonly overwriteId: string };
}

const bitsSchema = z.stringFormat('bits', /^\d+$/).nullish();
const overwriteSchema = z.object({
  type: z.enum(OverwriteType),
  allow: bitsSchema,
  deny: bitsSchema,
});

/**
 * Throws 50013 for a bot that may not manage roles, or would give or take what it does not have.
 */
function requireRights(
  world: World,
  application: Application,
  channel: Channel,
  changed: bigint,
): void {
  const former = channel.overwrites.find(({ id }) => id === application.id);
  const taken = BigInt(former?.deny ?? '0');
  const own = channelPermissions(world, channel, application.id) | taken;
  requirePermissions(world, application, channel, PermissionFlagsBits.ManageRoles);
  if ((own & changed) !== changed) {
    requirePermissions(world, application, channel, changed);
  }
}

/** Routes for the permission overwrites of a channel. */
export function registerOverwriteRoutes(app: FastifyInstance, { world }: RestServices): void {
  const OVERWRITE = '/channels/:channelId/permissions/:overwriteId';

  app.put<OfOverwrite>(OVERWRITE, async (request, reply) => {
    const application = applicationOf(world, request);
    const { channelId, overwriteId: id } = request.params;
    const channel = visibleChannel(world, application, channelId);
    const { type, allow, deny } = parseBody(overwriteSchema, bodyOf(request).json);
    const overwrite = { id, type, allow: allow ?? '0', deny: deny ?? '0' };
    requireRights(world, application, channel, BigInt(overwrite.allow) | BigInt(overwrite.deny));
    const others = channel.overwrites.filter((each) => each.id !== id);
    world.setOverwrites(channel, [...others, overwrite]);
    return reply.code(204).send();
  });

  app.delete<OfOverwrite>(OVERWRITE, async (request, reply) => {
    const application = applicationOf(world, request);
    const { channelId, overwriteId } = request.params;
    const channel = visibleChannel(world, application, channelId);
    requireRights(world, application, channel, 0n);
    const others = channel.overwrites.filter(({ id }) => id !== overwriteId);
    world.setOverwrites(channel, others);
    return reply.code(204).send();
  });
}
