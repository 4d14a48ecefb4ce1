import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { storeUpload } from '../cdn/attachments.js';
import type { UploadedFile } from '../cdn/attachments.js';
import { InteractionFailed } from '../interactions/interaction-failed.js';
import type { FirstAnswer, InteractionRequest } from '../interactions/open-interaction.js';
import { findCommand } from '../world/command-registry.js';
import type { Channel, Message, User } from '../world/entities.js';
import { componentId } from '../world/render-components.js';
import { renderAttachment, renderMessage } from '../world/render-message.js';
import type { Answer } from './answer.js';
import type { ClientServices } from './client-services.js';
import { InputRefused } from './input-refused.js';
import { requireVoice } from './may-act.js';
import { OpenModal } from './open-modal.js';
import { SeenMessage } from './seen-message.js';

/** What a component sends when it is used. */
export interface ComponentUse {
  readonly customId: string;
  readonly componentType?: ComponentType;
  readonly values?: readonly string[];
}

/** The values of a command's options, by their names. */
export type CommandOptions = Readonly<Record<string, string | number | boolean>>;

function seenAnswer(
  services: ClientServices,
  request: InteractionRequest,
  answer: FirstAnswer,
): Answer {
  const message = 'message' in answer ? new SeenMessage(services, answer.message) : undefined;
  const upload = (file: UploadedFile) =>
    renderAttachment(services.world, storeUpload(services.world, file));
  const openModal = (): OpenModal<Answer> | undefined => {
    if (answer.kind !== 'modal') {
      return undefined;
    }
    return new OpenModal(answer.modal, upload, async (submission) =>
      send(services, {
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

async function send(services: ClientServices, request: InteractionRequest): Promise<Answer> {
  requireVoice(services.world, request.channel, request.user);
  return seenAnswer(services, request, await services.interactions.send(request));
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
  return send(services, {
    applicationId: source.authorId,
    type: InteractionType.MessageComponent,
    user,
    channel: world.channel(source.channelId),
    data,
    source,
  });
}

function registered(
  { world }: ClientServices,
  channel: Channel,
  name: string,
  type: ApplicationCommandType,
) {
  const { id } = world.application;
  const command = findCommand(world, id, channel.guildId ?? null, { name, type });
  if (command === undefined) {
    throw new Error(`No command "${name}" is registered here.`);
  }
  return command;
}

type OptionDefinition = NonNullable<ReturnType<typeof registered>['options']>[number];

function optionData(
  definitions: readonly OptionDefinition[],
  path: readonly string[],
  options: CommandOptions,
  focused?: string,
): object[] {
  const [next, ...rest] = path;
  if (next !== undefined) {
    const definition = definitions.find(({ name }) => name === next);
    if (definition === undefined) {
      throw new InputRefused(`There is no subcommand "${next}".`);
    }
    const inner = 'options' in definition ? (definition.options ?? []) : [];
    const { type } = definition;
    return [{ name: next, type, options: optionData(inner, rest, options, focused) }];
  }
  return Object.entries(options).map(([name, value]) => {
    const definition = definitions.find((candidate) => candidate.name === name);
    const type = definition?.type ?? ApplicationCommandOptionType.String;
    return { name, type, value, ...(name === focused ? { focused: true } : {}) };
  });
}

/**
 * Invokes a slash command (`"config set"` for a subcommand), or requests completions of one option.
 */
export async function invokeCommand(
  services: ClientServices,
  user: User,
  channel: Channel,
  command: { readonly name: string; readonly options: CommandOptions; readonly focused?: string },
): Promise<Answer> {
  const [name = '', ...path] = command.name.split(' ');
  const found = registered(services, channel, name, ApplicationCommandType.ChatInput);
  const { options, focused } = command;
  const data = {
    id: found.id,
    name,
    type: ApplicationCommandType.ChatInput,
    options: optionData(found.options ?? [], path, options, focused),
    ...(found.guild_id === undefined ? {} : { guild_id: found.guild_id }),
  };
  return send(services, {
    applicationId: found.application_id,
    type:
      focused === undefined
        ? InteractionType.ApplicationCommand
        : InteractionType.ApplicationCommandAutocomplete,
    user,
    channel,
    data,
  });
}

/** Invokes a command from a message's context menu. */
export async function invokeMessageCommand(
  services: ClientServices,
  user: User,
  target: Message,
  name: string,
): Promise<Answer> {
  const { world } = services;
  const channel = world.channel(target.channelId);
  const found = registered(services, channel, name, ApplicationCommandType.Message);
  const data = {
    id: found.id,
    name,
    type: ApplicationCommandType.Message,
    target_id: target.id,
    resolved: { messages: { [target.id]: renderMessage(world, target) } },
    ...(found.guild_id === undefined ? {} : { guild_id: found.guild_id }),
  };
  return send(services, {
    applicationId: found.application_id,
    type: InteractionType.ApplicationCommand,
    user,
    channel,
    data,
  });
}
