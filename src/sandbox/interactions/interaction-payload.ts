import { ApplicationCommandType, InteractionType, Locale } from 'discord-api-types/v10';
import type { APIInteraction, APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { z } from 'zod';
import { contextOf, isBotIn } from '../world/command-access.js';
import { channelPermissions } from '../world/permissions.js';
import { renderChannel, renderMember, renderUser } from '../world/render.js';
import { renderMessage } from '../world/render-message.js';
import type { Channel, User } from '../world/entities.js';
import type { World } from '../world/world.js';
import type { InteractionRequest, OpenInteraction } from './open-interaction.js';
import type { UsedCommand } from './used-command.js';

const interactionSchema = z.custom<APIInteraction>((value) => typeof value === 'object');
const metadataSchema = z.custom<APIMessageInteractionMetadata>(
  (value) => typeof value === 'object',
);

function actor(world: World, channel: Channel, user: User): Partial<APIInteraction> {
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  if (guild === undefined || member === undefined) {
    return { user: renderUser(user) };
  }
  const permissions = channelPermissions(world, channel, user.id).toString();
  return {
    guild_id: guild.id,
    guild: { id: guild.id, features: [], locale: Locale.EnglishUS },
    guild_locale: Locale.EnglishUS,
    member: { ...renderMember(world, member), user: renderUser(user), permissions },
  };
}

/** What the gateway sends for an interaction (Discord reference, "Interaction Structure"). */
export function interactionPayload(
  world: World,
  interaction: OpenInteraction,
  { user, channel, data, source, owners }: InteractionRequest,
): APIInteraction {
  const { id, token, applicationId, type } = interaction;
  // Where its bot is not, an application may do what the person may do.
  const permittedId = isBotIn(world, applicationId, channel) ? applicationId : user.id;
  const payload: Record<string, unknown> = {
    id,
    application_id: applicationId,
    type,
    token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...renderChannel(world, channel),
      permissions: channelPermissions(world, channel, user.id).toString(),
    },
    app_permissions: channelPermissions(world, channel, permittedId).toString(),
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: contextOf(applicationId, channel),
    attachment_size_limit: interaction.uploadLimitBytes,
    ...actor(world, channel, user),
    ...(source === undefined ? {} : { message: renderMessage(world, source) }),
  };
  return interactionSchema.parse(payload);
}

function commandMetadata(world: World, { name, type, targetId }: UsedCommand): object {
  const common = { name, command_type: type };
  if (targetId === undefined) return common;
  return type === ApplicationCommandType.User
    ? { ...common, target_user: renderUser(world.user(targetId)) }
    : { ...common, target_message_id: targetId };
}

/** The data about an interaction in a message that answers it. */
export function interactionMetadata(
  world: World,
  interaction: OpenInteraction,
): APIMessageInteractionMetadata {
  const { id, type, userId, command, sourceMessageId, owners } = interaction;
  const { opener, originalId } = interaction;
  const isComponent = type === InteractionType.MessageComponent;
  const metadata = {
    id,
    type,
    user: renderUser(world.user(userId)),
    authorizing_integration_owners: owners,
    ...(command && commandMetadata(world, command)),
    ...(isComponent ? { interacted_message_id: sourceMessageId } : {}),
    ...(opener === undefined ? {} : { triggering_interaction_metadata: opener }),
    ...(originalId === undefined ? {} : { original_response_message_id: originalId }),
  };
  return metadataSchema.parse(metadata);
}
