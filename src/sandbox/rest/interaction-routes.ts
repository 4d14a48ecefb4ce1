import {
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord-api-types/v10';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isEphemeral, postAnswer } from '../interactions/interaction-answers.js';
import { interactionMetadata } from '../interactions/interaction-payload.js';
import type { FirstAnswer, OpenInteraction } from '../interactions/open-interaction.js';
import { changeOf, draftOf } from '../messages/message-body.js';
import { autocompleteSchema } from '../validation/autocomplete-schema.js';
import { messageEditSchema, newMessageSchema } from '../validation/message-schema.js';
import { modalSchema } from '../validation/modal-schema.js';
import { parseBody } from '../validation/parse-body.js';
import type { Message } from '../world/entities.js';
import { renderMessage } from '../world/render-message.js';
import type { World } from '../world/world.js';
import { invalidBody, refusal } from './discord-error.js';
import { bodyOf } from './request-body.js';
import type { RequestBody } from './request-body.js';
import { isYes } from './query.js';
import type { RestServices } from './rest-services.js';
import { refuseInArchivedThread } from './thread-access.js';

interface Callback {
  readonly Params: { readonly interactionId: string; readonly token: string };
  readonly Querystring: { readonly with_response?: string };
}

const Type = InteractionResponseType;
const MESSAGES = [Type.ChannelMessageWithSource, Type.DeferredChannelMessageWithSource];
const UPDATES = [Type.DeferredMessageUpdate, Type.UpdateMessage];

/**
 * The answer types that an interaction accepts: no update without a message, no modal on a modal.
 */
function allowedTypes(interaction: OpenInteraction): readonly InteractionResponseType[] {
  switch (interaction.type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return [Type.ApplicationCommandAutocompleteResult];
    case InteractionType.MessageComponent:
      return [...MESSAGES, ...UPDATES, Type.Modal];
    case InteractionType.ModalSubmit:
      return interaction.sourceMessageId === undefined ? MESSAGES : [...MESSAGES, ...UPDATES];
    case InteractionType.ApplicationCommand:
      return [...MESSAGES, Type.Modal];
    default:
      return [];
  }
}

const callbackSchema = z.object({ type: z.enum(Type), data: z.unknown().optional() });
const flagsSchema = z.object({ flags: z.int().nullish() }).nullish();

function sourceMessage(world: World, interaction: OpenInteraction): Message {
  const message = world.messages.get(interaction.sourceMessageId ?? '');
  if (message === undefined) {
    throw refusal(RESTJSONErrorCodes.UnknownMessage);
  }
  return message;
}

function perform(
  { world, writer }: RestServices,
  interaction: OpenInteraction,
  type: InteractionResponseType,
  { json, files }: RequestBody,
): FirstAnswer {
  const data = json ?? {};
  switch (type) {
    case Type.ChannelMessageWithSource: {
      const body = parseBody(newMessageSchema, data, ['data']);
      const ephemeral = isEphemeral(body.flags);
      const draft = draftOf(body, files, interaction.uploadLimitBytes);
      const message = postAnswer(world, writer, interaction, draft, ephemeral);
      return { kind: 'message', message };
    }
    case Type.DeferredChannelMessageWithSource: {
      const ephemeral = isEphemeral(parseBody(flagsSchema, data, ['data'])?.flags);
      const draft = { flags: MessageFlags.Loading };
      const message = postAnswer(world, writer, interaction, draft, ephemeral);
      return { kind: 'deferredMessage', message };
    }
    case Type.DeferredMessageUpdate:
      return { kind: 'deferredUpdate', message: sourceMessage(world, interaction) };
    case Type.UpdateMessage: {
      const message = sourceMessage(world, interaction);
      refuseInArchivedThread(world.channel(message.channelId));
      const body = parseBody(messageEditSchema, data, ['data']);
      writer.edit(message, changeOf(message, body, files, interaction.uploadLimitBytes));
      return { kind: 'update', message };
    }
    case Type.Modal: {
      const modal = parseBody(modalSchema, data, ['data']);
      return { kind: 'modal', modal, opener: interactionMetadata(world, interaction) };
    }
    default: {
      const schema = autocompleteSchema(interaction.command?.focusedType);
      return { kind: 'autocomplete', ...parseBody(schema, data, ['data']) };
    }
  }
}

function callbackResponse(
  world: World,
  { id, type, answer }: OpenInteraction,
  responseType: InteractionResponseType,
): Record<string, unknown> {
  const message = answer !== undefined && 'message' in answer ? answer.message : undefined;
  const told = message !== undefined && {
    response_message_id: message.id,
    response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
    response_message_ephemeral: message.ephemeralFor !== undefined,
  };
  return {
    interaction: { id, type, ...told },
    resource: {
      type: responseType,
      ...(message !== undefined && { message: renderMessage(world, message) }),
    },
  };
}

/**
 * The route of the first answer to an interaction. It needs only the interaction's token, not the
 * bot's.
 */
export function registerInteractionRoutes(app: FastifyInstance, services: RestServices): void {
  const { world, interactions } = services;

  app.post<Callback>('/interactions/:interactionId/:token/callback', async (request, reply) => {
    const { interactionId, token } = request.params;
    const interaction = interactions.awaitingAnswer(interactionId, token);
    const { json, files } = bodyOf(request);
    const { type, data } = parseBody(callbackSchema, json);
    const allowed = allowedTypes(interaction);
    if (!allowed.includes(type)) {
      const message = `Value must be one of {${allowed.join(', ')}}.`;
      throw invalidBody([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
    }
    const answer = perform(services, interaction, type, { json: data, files });
    interactions.answer(interaction, answer);
    if (!isYes(request.query.with_response)) {
      return reply.code(204).send();
    }
    return callbackResponse(world, interaction, type);
  });
}
