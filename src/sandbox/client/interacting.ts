import { ApplicationIntegrationType, ComponentType, InteractionType } from 'discord-api-types/v10';
import { InteractionFailed } from '../interactions/interaction-failed.js';
import type { FirstAnswer, InteractionRequest } from '../interactions/open-interaction.js';
import type { Owners } from '../world/command-access.js';
import type { Message, User } from '../world/entities.js';
import type { World } from '../world/world.js';
import { componentId } from '../world/render-components.js';
import type { Answer } from './answer.js';
import type { ClientServices } from './client-services.js';
import { requireVoice } from './may-act.js';
import { OpenModal } from './open-modal.js';
import { SeenMessage } from './seen-message.js';
import { upload } from './uploading.js';

/** What a component sends when it is used. */
export interface ComponentUse {
  readonly customId: string;
  readonly componentType?: ComponentType;
  readonly values?: readonly string[];
}

function seenAnswer(
  services: ClientServices,
  request: InteractionRequest,
  answer: FirstAnswer,
): Answer {
  const message = 'message' in answer ? new SeenMessage(services, answer.message) : undefined;
  const openModal = (): OpenModal<Answer> | undefined => {
    if (answer.kind !== 'modal') {
      return undefined;
    }
    return new OpenModal(
      answer.modal,
      (file) => upload(services.world, request, file),
      async (submission) =>
        sendInteraction(services, {
          ...request,
          type: InteractionType.ModalSubmit,
          data: submission,
          opener: answer.opener,
        }),
    );
  };
  return {
    kind: answer.kind,
    message,
    ephemeral: message?.isEphemeral === true ? message : undefined,
    modal: openModal(),
    choices: answer.kind === 'autocomplete' ? answer.choices : [],
  };
}

/** Sends an interaction, and waits for the first answer. Throws for somebody who is timed out. */
export async function sendInteraction(
  services: ClientServices,
  request: InteractionRequest,
): Promise<Answer> {
  requireVoice(services.world, request.channel, request.user);
  return seenAnswer(services, request, await services.interactions.send(request));
}

/**
 * Clicks go on from the command that made the message; a message by the bot itself is the place's.
 */
function ownersOf(world: World, { channelId, interaction }: Message): Owners {
  const { guildId = '0' } = world.channel(channelId);
  return (
    interaction?.authorizing_integration_owners ?? {
      [ApplicationIntegrationType.GuildInstall]: guildId,
    }
  );
}

/**
 * Uses a component of a message; it may be forged. Rejects with {@link InteractionFailed} where the
 * message is gone: Discord creates no interaction then.
 */
export async function useComponent(
  services: ClientServices,
  user: User,
  source: Message,
  { customId, componentType = ComponentType.Button, values }: ComponentUse,
): Promise<Answer> {
  const { world } = services;
  if (source.ephemeralFor !== undefined && source.ephemeralFor !== user.id) {
    throw new Error(`${user.username} cannot see this message: it is another person's only.`);
  }
  if (!world.messages.has(source.id)) throw new InteractionFailed('the message is gone');
  const id = componentId(source.components, customId);
  const data = {
    ...(id === undefined ? {} : { id }),
    custom_id: customId,
    component_type: componentType,
    ...(values === undefined ? {} : { values }),
  };
  return sendInteraction(services, {
    applicationId: source.authorId,
    type: InteractionType.MessageComponent,
    user,
    channel: world.channel(source.channelId),
    data,
    source,
    owners: ownersOf(world, source),
  });
}
