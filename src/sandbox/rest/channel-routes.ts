import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addReaction, parseEmoji, removeReaction } from '../messages/reactions.js';
import { parseBody } from '../validation/parse-body.js';
import type { Reaction } from '../world/entities.js';
import { sendPermission } from '../world/permissions.js';
import { renderChannel, renderUser } from '../world/render.js';
import { applicationOf, messageIn, requirePermissions, visibleChannel } from './access.js';
import { refusal } from './discord-error.js';
import type { RestServices } from './rest-services.js';
import { refuseInArchivedThread } from './thread-access.js';

interface InChannel {
  readonly Params: { readonly channelId: string };
}
interface OfReaction {
  readonly Params: {
    readonly channelId: string;
    readonly messageId: string;
    readonly emoji: string;
  };
}
interface OfReactingUser extends OfReaction {
  readonly Params: OfReaction['Params'] & { readonly userId: string };
}

/** Which of the people who reacted with an emoji, in the order of their ids. */
const reactionPage = z.object({
  after: z.coerce.bigint().default(0n),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

function emojiOf(text: string): Reaction['emoji'] {
  const emoji = parseEmoji(text);
  if (emoji === undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownEmoji);
  }
  return emoji;
}

/** Routes for reading a channel, typing, and reactions. */
export function registerChannelRoutes(app: FastifyInstance, services: RestServices): void {
  const { world } = services;

  app.get<InChannel>('/channels/:channelId', async (request) => {
    const application = applicationOf(world, request);
    return renderChannel(world, visibleChannel(world, application, request.params.channelId));
  });

  app.post<InChannel>('/channels/:channelId/typing', async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    requirePermissions(world, application, channel, sendPermission(channel));
    world.events.emit({ kind: 'typing', channel, userId: application.id });
    return reply.code(204).send();
  });

  const REACTIONS = '/channels/:channelId/messages/:messageId/reactions/:emoji';

  app.get<OfReaction & { Querystring: object }>(REACTIONS, async (request) => {
    const { after, limit } = parseBody(reactionPage, request.query);
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    const message = messageIn(world, channel, request.params.messageId);
    const { id, name } = emojiOf(request.params.emoji);
    const reaction = message.reactions.find(({ emoji }) => emoji.id === id && emoji.name === name);
    return [...(reaction?.userIds ?? [])]
      .toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1))
      .filter((userId) => BigInt(userId) > after)
      .slice(0, limit)
      .map((userId) => renderUser(world.user(userId)));
  });

  app.put<OfReaction>(`${REACTIONS}/@me`, async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    requirePermissions(world, application, channel, PermissionFlagsBits.ReadMessageHistory);
    refuseInArchivedThread(channel);
    const message = messageIn(world, channel, request.params.messageId);
    const { id, name } = emojiOf(request.params.emoji);
    const isThere = message.reactions.some(({ emoji }) => emoji.id === id && emoji.name === name);
    if (!isThere) {
      requirePermissions(world, application, channel, PermissionFlagsBits.AddReactions);
    }
    addReaction(world, message, application.id, { id, name });
    return reply.code(204).send();
  });

  app.delete<OfReactingUser>(`${REACTIONS}/:userId`, async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    const message = messageIn(world, channel, request.params.messageId);
    const { userId } = request.params;
    const isOwn = userId === '@me' || userId === application.id;
    if (!isOwn) {
      requirePermissions(world, application, channel, PermissionFlagsBits.ManageMessages);
    }
    const reactorId = isOwn ? application.id : userId;
    removeReaction(world, message, reactorId, emojiOf(request.params.emoji));
    return reply.code(204).send();
  });
}
