import { ApplicationCommandType, InteractionType } from 'discord-api-types/v10';
import type { Spot } from '../world/command-access.js';
import { findCommand } from '../world/command-registry.js';
import type { UsableCommand } from '../world/command-registry.js';
import type { Channel, Message, User } from '../world/entities.js';
import { renderMessage } from '../world/render-message.js';
import type { Answer } from './answer.js';
import type { ClientServices } from './client-services.js';
import { sentOptions, typedOptions } from './command-data.js';
import type { CommandOptions } from './command-data.js';
import { InputRefused } from './input-refused.js';
import { sendInteraction } from './interacting.js';
import { ResolvedData } from './resolved-data.js';

/** Who uses a command, and where. */
export interface CommandUse {
  readonly user: User;
  readonly channel: Channel;
  /** For a subcommand, its names follow after spaces: `config set`. */
  readonly name: string;
}

function registered(
  { world }: ClientServices,
  spot: Spot,
  name: string,
  type: ApplicationCommandType,
): UsableCommand {
  const found = findCommand(world, world.application.id, spot, { name, type });
  if (found === undefined) {
    throw new Error(`No command "${name}" is registered here.`);
  }
  return found;
}

async function send(
  services: ClientServices,
  { user, channel }: CommandUse,
  { command, owners }: UsableCommand,
  more: object,
  type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete,
): Promise<Answer> {
  const { id, name, type: commandType, guild_id, application_id: applicationId } = command;
  const data = { id, name, type: commandType, ...more, ...(guild_id && { guild_id }) };
  return sendInteraction(services, { applicationId, type, user, channel, data, owners });
}

/**
 * Invokes a slash command. Rejects with `InputRefused` for what Discord's client would not send.
 */
export async function invokeCommand(
  services: ClientServices,
  use: CommandUse,
  options: CommandOptions,
): Promise<Answer> {
  const [name = '', ...path] = use.name.split(' ');
  const usable = registered(services, use, name, ApplicationCommandType.ChatInput);
  const found = new ResolvedData(services.world, use);
  const sent = sentOptions(usable.command.options ?? [], path, options, found);
  const data = { ...(sent.length > 0 && { options: sent }), ...found.resolved };
  return send(services, use, usable, data, InteractionType.ApplicationCommand);
}

/** Requests completions of the option in which a person types. */
export async function requestCompletion(
  services: ClientServices,
  use: CommandUse,
  options: CommandOptions,
  focused: string,
): Promise<Answer> {
  const [name = '', ...path] = use.name.split(' ');
  const usable = registered(services, use, name, ApplicationCommandType.ChatInput);
  const typed = { options: typedOptions(usable.command.options ?? [], path, options, focused) };
  return send(services, use, usable, typed, InteractionType.ApplicationCommandAutocomplete);
}

/** Invokes a command from a message's menu; it carries the whole message. */
export async function invokeMessageCommand(
  services: ClientServices,
  user: User,
  target: Message,
  name: string,
): Promise<Answer> {
  const { world } = services;
  const use = { user, channel: world.channel(target.channelId), name };
  if (target.ephemeralFor !== undefined)
    throw new InputRefused('A message that only one person sees has no menu for commands.');
  const usable = registered(services, use, name, ApplicationCommandType.Message);
  const { referenced_message: _, ...whole } = renderMessage(world, target);
  const data = { target_id: target.id, resolved: { messages: { [target.id]: whole } } };
  return send(services, use, usable, data, InteractionType.ApplicationCommand);
}

/** Invokes a command from a person's menu. */
export async function invokeUserCommand(
  services: ClientServices,
  use: CommandUse,
  targetId: string,
): Promise<Answer> {
  const usable = registered(services, use, use.name, ApplicationCommandType.User);
  const found = new ResolvedData(services.world, use);
  const data = { target_id: found.user(targetId), ...found.resolved };
  return send(services, use, usable, data, InteractionType.ApplicationCommand);
}
