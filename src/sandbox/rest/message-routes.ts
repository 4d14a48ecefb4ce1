import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { changeOf, draftOf } from '../messages/message-body.js';
import { newestFirst } from '../messages/message-pages.js';
import type { MessagePage } from '../messages/message-pages.js';
import { NonceMemory } from '../messages/nonce-memory.js';
import { messageEditSchema, newMessageSchema } from '../validation/message-schema.js';
import type { NewMessageBody } from '../validation/message-schema.js';
import { parseBody } from '../validation/parse-body.js';
import { haveCommonGuild, isInstalledBy } from '../world/command-access.js';
import type { Application, Channel, MessageReference } from '../world/entities.js';
import { channelPermissions, sendPermission } from '../world/permissions.js';
import { changeThread } from '../world/threads.js';
import { fileLimitBytes } from '../world/upload-limits.js';
import type { World } from '../world/world.js';
import {
  applicationOf,
  messageIn,
  readableMessage,
  requirePermissions,
  visibleChannel,
} from './access.js';
import { invalidBody, refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';
import {
  refuseDeletionInThread,
  refuseInArchivedThread,
  refuseInLockedThread,
} from './thread-access.js';
import { refuseWrite } from './write-limits.js';

interface InChannel {
  readonly Params: { readonly channelId: string };
}
interface OfMessage {
  readonly Params: { readonly channelId: string; readonly messageId: string };
}

function referenceOf(
  world: World,
  application: Application,
  channel: Channel,
  body: NewMessageBody,
): MessageReference | undefined {
  const { message_reference: wanted } = body;
  if (!wanted) {
    return undefined;
  }
  const permissions = channelPermissions(world, channel, application.id);
  if ((permissions & PermissionFlagsBits.ReadMessageHistory) === 0n) {
    throw refusal(RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory);
  }
  const message = world.messages.get(wanted.message_id);
  if (message?.channelId === channel.id && message.ephemeralFor === undefined) {
    const guild = channel.guildId === undefined ? {} : { guildId: channel.guildId };
    return { messageId: message.id, channelId: channel.id, ...guild };
  }
  if (wanted.fail_if_not_exists === false) {
    return undefined;
  }
  const code = 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE';
  throw invalidBody([{ path: ['message_reference'], code, message: 'Unknown message' }]);
}

function neededToSend(channel: Channel, body: NewMessageBody, fileCount: number): bigint {
  const files = fileCount > 0 ? PermissionFlagsBits.AttachFiles : 0n;
  const embeds = body.embeds?.length ? PermissionFlagsBits.EmbedLinks : 0n;
  return sendPermission(channel) | files | embeds;
}

/** A bot reaches only people whom it shares a guild with, or who have installed it. */
function refuseWithoutCommonGuild(world: World, bot: Application, channel: Channel): void {
  const { recipientIds } = channel;
  if (recipientIds === undefined) {
    return;
  }
  const people = recipientIds.filter((id) => id !== bot.id).map((id) => world.user(id));
  const isReached = people.every(
    (person) => isInstalledBy(person, bot.id) || haveCommonGuild(world, bot.id, person.id),
  );
  if (!isReached) {
    throw refusal(RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds);
  }
}

/** Routes for posting, reading, editing and deleting messages of a channel. */
export function registerMessageRoutes(app: FastifyInstance, services: RestServices): void {
  const { world, writer, writeLimits } = services;
  const nonces = new NonceMemory(world);

  app.post<InChannel>('/channels/:channelId/messages', async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    const { json, files } = bodyOf(request);
    const body = parseBody(newMessageSchema, json);
    requirePermissions(world, application, channel, neededToSend(channel, body, files.size));
    const posted = nonces.find(application.id, channel.id, body);
    if (posted !== undefined) {
      return readableMessage(world, application, posted);
    }
    refuseWithoutCommonGuild(world, application, channel);
    refuseInLockedThread(world, application, channel);
    const limited = writeLimits.ofPost(channel);
    if (limited !== undefined) {
      return refuseWrite(reply, limited);
    }
    const draft = draftOf(body, files, fileLimitBytes(world, channel));
    const reference = referenceOf(world, application, channel, body);
    if (channel.archived === true) {
      changeThread(world, channel, { archived: false });
    }
    const message = writer.create({
      ...draft,
      channel,
      authorId: application.id,
      ...(reference === undefined ? {} : { reference }),
    });
    nonces.remember(application.id, channel.id, body, message);
    return readableMessage(world, application, message);
  });

  app.get<InChannel & { Querystring: MessagePage }>(
    '/channels/:channelId/messages',
    async (request) => {
      const application = applicationOf(world, request);
      const channel = visibleChannel(world, application, request.params.channelId);
      const permissions = channelPermissions(world, channel, application.id);
      if ((permissions & PermissionFlagsBits.ReadMessageHistory) === 0n) {
        return [];
      }
      return newestFirst(world, channel, request.query).map((message) =>
        readableMessage(world, application, message),
      );
    },
  );

  app.get<OfMessage>('/channels/:channelId/messages/:messageId', async (request) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    requirePermissions(world, application, channel, PermissionFlagsBits.ReadMessageHistory);
    const message = messageIn(world, channel, request.params.messageId);
    return readableMessage(world, application, message);
  });

  app.patch<OfMessage>('/channels/:channelId/messages/:messageId', async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    const message = messageIn(world, channel, request.params.messageId);
    if (message.authorId !== application.id) {
      throw refusal(RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser);
    }
    const { json, files } = bodyOf(request);
    const body = parseBody(messageEditSchema, json);
    if (files.size > 0) {
      requirePermissions(world, application, channel, PermissionFlagsBits.AttachFiles);
    }
    refuseInArchivedThread(channel);
    refuseInLockedThread(world, application, channel);
    const limited = writeLimits.ofEdit(channel, message);
    if (limited !== undefined) {
      return refuseWrite(reply, limited);
    }
    writer.edit(message, changeOf(message, body, files, fileLimitBytes(world, channel)));
    return readableMessage(world, application, message);
  });

  app.delete<OfMessage>('/channels/:channelId/messages/:messageId', async (request, reply) => {
    const application = applicationOf(world, request);
    const channel = visibleChannel(world, application, request.params.channelId);
    const message = messageIn(world, channel, request.params.messageId);
    if (message.authorId !== application.id) {
      if (channel.guildId === undefined) {
        throw refusal(RESTJSONErrorCodes.CannotExecuteActionOnDMChannel);
      }
      requirePermissions(world, application, channel, PermissionFlagsBits.ManageMessages);
    }
    refuseDeletionInThread(world, application, channel);
    writer.remove(message);
    return reply.code(204).send();
  });
}
