import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  InteractionType,
  Locale,
} from 'discord-api-types/v10';
import type { APIInteraction, APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { z } from 'zod';
import { MAX_FILE_BYTES } from '../messages/message-body.js';
import { channelPermissions } from '../world/permissions.js';
import { renderChannel, renderMember, renderUser } from '../world/render.js';
import { renderMessage } from '../world/render-message.js';
import type { Channel, User } from '../world/entities.js';
import type { World } from '../world/world.js';
import type { InteractionRequest, OpenInteraction, UsedCommand } from './open-interaction.js';

const interactionSchema = z.custom<APIInteraction>((value) => typeof value === 'object');
const metadataSchema = z.custom<APIMessageInteractionMetadata>(
  (value) => typeof value === 'object',
);

function actor(world: World, channel: Channel, user: User): Partial<APIInteraction> {
  const guild = world.guildOf(channel);
  const member = guild?.members.get(user.id);
  if (guild === undefined || member === undefined) {
    return { user: renderUser(user), context: InteractionContextType.BotDM };
  }
  const permissions = channelPermissions(world, channel, user.id).toString();
  return {
    guild_id: guild.id,
    guild: { id: guild.id, features: [], locale: Locale.EnglishUS },
    guild_locale: Locale.EnglishUS,
    member: { ...renderMember(world, member), user: renderUser(user), permissions },
    context: InteractionContextType.Guild,
  };
}

/** Who installed the application: the guild, or its user for direct messages. */
function owners(channel: Channel): APIInteraction['authorizing_integration_owners'] {
  return { [ApplicationIntegrationType.GuildInstall]: channel.guildId ?? '0' };
}

/** What the gateway sends for an interaction (Discord reference, "Interaction Structure"). */
export function interactionPayload(
  world: World,
  interaction: OpenInteraction,
  { user, channel, data, source }: InteractionRequest,
): APIInteraction {
  const { id, token, applicationId, type } = interaction;
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
    app_permissions: channelPermissions(world, channel, applicationId).toString(),
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: owners(channel),
    attachment_size_limit: MAX_FILE_BYTES,
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
  const { id, type, userId, channelId, command, sourceMessageId } = interaction;
  const { opener, originalId } = interaction;
  const isComponent = type === InteractionType.MessageComponent;
  const metadata = {
    id,
    type,
    user: renderUser(world.user(userId)),
    authorizing_integration_owners: owners(world.channel(channelId)),
    ...(command && commandMetadata(world, command)),
    ...(isComponent ? { interacted_message_id: sourceMessageId } : {}),
    ...(opener === undefined ? {} : { triggering_interaction_metadata: opener }),
    ...(originalId === undefined ? {} : { original_response_message_id: originalId }),
  };
  return metadataSchema.parse(metadata);
}
