import { PermissionFlagsBits } from 'discord-api-types/v10';

import type { ClientServices } from '../sandbox/client/client-services.js';
import { draftOf } from '../sandbox/messages/message-body.js';
import type { RequestFiles } from '../sandbox/messages/message-body.js';
import { newMessageSchema } from '../sandbox/validation/message-schema.js';
import { parseBody } from '../sandbox/validation/parse-body.js';
import type { Message } from '../sandbox/world/entities.js';
import { sendPermission } from '../sandbox/world/permissions.js';
import { fileLimitBytes } from '../sandbox/world/upload-limits.js';
import { channelFor, messageFor, requirePermission } from './person-lookup.js';
import type { PersonView } from './person-view.js';
import { PlaygroundError } from './playground-error.js';

/** A person's message. */
export interface Sending {
  readonly channelId: string;
  readonly content: string;
  readonly replyTo?: string | undefined;
}

/**
 * Posts a message of a person, with the same rules as for bots' messages.
 *
 * @throws PlaygroundError 403 without permission, 404 for an unknown channel or message.
 * @throws DiscordError for an empty message, or one over a limit.
 */
export function sendMessage(
  { world, writer }: Pick<ClientServices, 'world' | 'writer'>,
  view: PersonView,
  { channelId, content, replyTo }: Sending,
  files: RequestFiles,
): Message {
  const channel = channelFor(world, view, channelId);
  requirePermission(view, channel, sendPermission(channel));
  if (files.size > 0) requirePermission(view, channel, PermissionFlagsBits.AttachFiles);
  const maxFileBytes = fileLimitBytes(world, channel, view.user);
  const draft = draftOf(parseBody(newMessageSchema, { content }), files, maxFileBytes);
  const message = { ...draft, channel, authorId: view.user.id };
  if (replyTo === undefined) return writer.create(message);
  const target = messageFor(world, view, replyTo);
  if (target.channelId !== channel.id || target.ephemeralFor !== undefined)
    throw new PlaygroundError(403, 'forbidden', 'Nobody can reply to this message.');
  const guild = channel.guildId === undefined ? {} : { guildId: channel.guildId };
  const reference = { messageId: target.id, channelId: channel.id, ...guild };
  return writer.create({ ...message, reference });
}
