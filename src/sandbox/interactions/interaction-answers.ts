import { InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { MessageWriter, NewMessage } from '../messages/message-writer.js';
import type { Message, MessageReference } from '../world/entities.js';
import { isForcedEphemeral } from '../world/command-access.js';
import type { World } from '../world/world.js';
import { interactionMetadata } from './interaction-payload.js';
import type { OpenInteraction } from './open-interaction.js';

type Draft = Omit<NewMessage, 'channel' | 'authorId'>;

/** Whether the flags of an answer make it ephemeral. */
export function isEphemeral(flags: number | null | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

function answerType(interaction: OpenInteraction): MessageType {
  if (interaction.sourceMessageId !== undefined) {
    return MessageType.Reply;
  }
  if (interaction.type !== InteractionType.ApplicationCommand) {
    return MessageType.Default;
  }
  return interaction.command?.targetId === undefined
    ? MessageType.ChatInputCommand
    : MessageType.ContextMenuCommand;
}

function referenceTo(world: World, messageId: string | undefined): MessageReference | undefined {
  const message = messageId === undefined ? undefined : world.messages.get(messageId);
  if (message === undefined) {
    return undefined;
  }
  const { guildId } = world.channel(message.channelId);
  return {
    messageId: message.id,
    channelId: message.channelId,
    ...(guildId === undefined ? {} : { guildId }),
  };
}

/** Posts a message that answers an interaction; only the interaction's user sees ephemeral ones. */
export function postAnswer(
  world: World,
  writer: MessageWriter,
  interaction: OpenInteraction,
  draft: Draft,
  ephemeral: boolean,
): Message {
  const reference = referenceTo(world, interaction.sourceMessageId);
  const visibility = { ephemeral, reference };
  const type = answerType(interaction);
  return writer.create({ ...draft, ...answering(world, interaction, visibility), type });
}

/** Posts a followup, which refers to the first answer. */
export function postFollowup(
  world: World,
  writer: MessageWriter,
  interaction: OpenInteraction,
  draft: Draft,
  ephemeral: boolean,
): Message {
  const reference = referenceTo(world, interaction.originalId);
  const visibility = { ephemeral, reference };
  return writer.create({ ...draft, ...answering(world, interaction, visibility) });
}

/** The common fields of all messages that answer an interaction. */
function answering(
  world: World,
  interaction: OpenInteraction,
  {
    ephemeral,
    reference,
  }: { readonly ephemeral: boolean; readonly reference: ReturnType<typeof referenceTo> },
) {
  const { userId, owners } = interaction;
  const channel = world.channel(interaction.channelId);
  const isForced = isForcedEphemeral(world, owners, { channel, user: world.user(userId) });
  return {
    channel,
    authorId: interaction.applicationId,
    webhookApplicationId: interaction.applicationId,
    interaction: interactionMetadata(world, interaction),
    ...(reference === undefined ? {} : { reference }),
    ...(ephemeral || isForced ? { ephemeralFor: userId } : {}),
  };
}
