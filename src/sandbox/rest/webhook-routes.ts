import { MessageFlags, RESTJSONErrorCodes } from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { isEphemeral, postFollowup } from '../interactions/interaction-answers.js';
import type { OpenInteraction } from '../interactions/open-interaction.js';
import { changeOf, draftOf } from '../messages/message-body.js';
import { messageEditSchema, newMessageSchema } from '../validation/message-schema.js';
import { parseBody } from '../validation/parse-body.js';
import type { Message } from '../world/entities.js';
import { renderMessage } from '../world/render-message.js';
import type { World } from '../world/world.js';
import { refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import type { RestServices } from './rest-services.js';
import { refuseInArchivedThread } from './thread-access.js';

interface OfToken {
  readonly Params: { readonly applicationId: string; readonly token: string };
}
interface OfMessage extends OfToken {
  readonly Params: OfToken['Params'] & { readonly messageId: string };
}

/** A message that the interaction's token gives access to: the first answer, or a followup. */
function answerMessage(world: World, interaction: OpenInteraction, messageId: string): Message {
  const id = messageId === '@original' ? interaction.originalId : messageId;
  const message = world.messages.get(id ?? '');
  const isSource = message !== undefined && message.id === interaction.originalId;
  const isFollowup = message?.interaction?.id === interaction.id;
  if (message === undefined || !(isSource || isFollowup)) {
    throw refusal(RESTJSONErrorCodes.UnknownMessage);
  }
  return message;
}

function isLoading(message: Message | undefined): message is Message {
  return message !== undefined && (message.flags & MessageFlags.Loading) !== 0;
}

/**
 * Routes of followups, and of the first answer as `@original`. They need only the interaction's
 * token.
 */
export function registerWebhookRoutes(app: FastifyInstance, services: RestServices): void {
  const { world, writer, interactions } = services;
  const MESSAGE = '/webhooks/:applicationId/:token/messages/:messageId';

  app.post<OfToken>('/webhooks/:applicationId/:token', async (request) => {
    const { applicationId, token } = request.params;
    const interaction = interactions.answered(applicationId, token);
    const { json, files } = bodyOf(request);
    const body = parseBody(newMessageSchema, json);
    const draft = draftOf(body, files, interaction.uploadLimitBytes);
    interactions.countFollowup(interaction);
    const original = world.messages.get(interaction.originalId ?? '');
    if (isLoading(original)) {
      // The first followup after "thinking" replaces it, and is ephemeral if that was deferred so.
      writer.edit(original, { ...draft, flags: original.flags & ~MessageFlags.Loading });
      return renderMessage(world, original);
    }
    const ephemeral = isEphemeral(body.flags);
    return renderMessage(world, postFollowup(world, writer, interaction, draft, ephemeral));
  });

  app.get<OfMessage>(MESSAGE, async (request) => {
    const { applicationId, token, messageId } = request.params;
    const interaction = interactions.answered(applicationId, token);
    return renderMessage(world, answerMessage(world, interaction, messageId));
  });

  app.patch<OfMessage>(MESSAGE, async (request) => {
    const { applicationId, token, messageId } = request.params;
    const interaction = interactions.answered(applicationId, token);
    const message = answerMessage(world, interaction, messageId);
    refuseInArchivedThread(world.channel(message.channelId));
    const { json, files } = bodyOf(request);
    const body = parseBody(messageEditSchema, json);
    const change = changeOf(message, body, files, interaction.uploadLimitBytes);
    const flags = (change.flags ?? message.flags) & ~MessageFlags.Loading;
    writer.edit(message, { ...change, flags });
    return renderMessage(world, message);
  });

  app.delete<OfMessage>(MESSAGE, async (request, reply) => {
    const { applicationId, token, messageId } = request.params;
    const interaction = interactions.answered(applicationId, token);
    writer.remove(answerMessage(world, interaction, messageId));
    return reply.code(204).send();
  });
}
