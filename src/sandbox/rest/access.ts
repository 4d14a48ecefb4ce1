import { PermissionFlagsBits, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { APIMessage } from 'discord-api-types/v10';
import type { FastifyRequest } from 'fastify';
import type { Application, Channel, Guild, Message } from '../world/entities.js';
import { redacted } from '../world/message-content.js';
import { channelPermissions } from '../world/permissions.js';
import { renderMessage } from '../world/render-message.js';
import type { World } from '../world/world.js';
import { refusal, unauthorized } from './discord-error.js';

/** The application of a request's bot token. Throws 401 for a missing or wrong token. */
export function applicationOf(world: World, request: FastifyRequest): Application {
  const token = /^Bot (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  for (const application of world.applications.values()) {
    if (application.token === token) {
      return application;
    }
  }
  throw unauthorized();
}

/**
 * A channel that the bot can see. Throws 10003 when it does not exist, 50001 when the bot may not
 * see it.
 */
export function visibleChannel(world: World, application: Application, id: string): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownChannel);
  }
  const permissions = channelPermissions(world, channel, application.id);
  if ((permissions & PermissionFlagsBits.ViewChannel) === 0n) {
    throw refusal(RESTJSONErrorCodes.MissingAccess);
  }
  return channel;
}

/** Throws 50013 unless the bot has all the permissions in a channel. */
export function requirePermissions(
  world: World,
  application: Application,
  channel: Channel,
  permissions: bigint,
): void {
  const has = channelPermissions(world, channel, application.id);
  if ((has & permissions) !== permissions) {
    throw refusal(RESTJSONErrorCodes.MissingPermissions);
  }
}

/** A message of a channel. Throws 10008 when it does not exist or is ephemeral. */
export function messageIn(world: World, channel: Channel, messageId: string): Message {
  const message = world.messages.get(messageId);
  if (message?.channelId !== channel.id || message.ephemeralFor !== undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownMessage);
  }
  return message;
}

/** A guild that the bot is in. Throws 10004 when there is none. */
export function joinedGuild(world: World, application: Application, id: string): Guild {
  const guild = world.guilds.get(id);
  if (guild === undefined || !guild.members.has(application.id)) {
    throw refusal(RESTJSONErrorCodes.UnknownGuild);
  }
  return guild;
}

/** A message with the content that the bot may read. */
export function readableMessage(
  world: World,
  application: Application,
  message: Message,
): APIMessage {
  const rendered = renderMessage(world, message);
  return application.messageContent ? rendered : redacted(world, rendered, application.id);
}
