import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';

import type { Channel } from '../../protocol.js';
import type { World } from '../state/world.js';

const { GuildInstall } = ApplicationIntegrationType;

/** A command as a person picks it; each subcommand is separate. */
export interface PickableCommand {
  /** Followed by the subcommand, after a space. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** The bot's commands of a type that are available in a channel. */
export function commandsIn(
  world: World,
  channel: Channel | undefined,
  type: ApplicationCommandType,
): APIApplicationCommand[] {
  if (channel === undefined) return [];
  const context =
    channel.guildId === null ? InteractionContextType.BotDM : InteractionContextType.Guild;
  return world.commands.filter((command) => {
    const {
      guild_id: guildId,
      contexts,
      integration_types: installations = [GuildInstall],
    } = command;
    return (
      command.type === type &&
      (guildId === undefined || guildId === channel.guildId) &&
      (contexts?.includes(context) ?? true) &&
      installations.some((each) => isInstalled(world, channel, each))
    );
  });
}

function isInstalled(
  { hasInstalled }: World,
  { isBotHere }: Channel,
  by: ApplicationIntegrationType,
): boolean {
  return by === GuildInstall ? isBotHere : hasInstalled;
}

/** The slash commands of a channel that begin with the text after the slash. */
export function slashCommands(
  world: World,
  channel: Channel | undefined,
  typed: string,
): PickableCommand[] {
  return commandsIn(world, channel, ApplicationCommandType.ChatInput)
    .flatMap(pickable)
    .filter(({ name }) => name.startsWith(typed.trimStart().toLowerCase()));
}

function pickable({ name, description, options = [] }: APIApplicationCommand): PickableCommand[] {
  const below = options.flatMap((option) => subcommands(name, option));
  return below.length > 0 ? below : [{ name, description, options: options.filter(isBasic) }];
}

function subcommands(path: string, option: APIApplicationCommandOption): PickableCommand[] {
  const name = `${path} ${option.name}`;
  if (option.type === ApplicationCommandOptionType.SubcommandGroup) {
    return (option.options ?? []).flatMap((inner) => subcommands(name, inner));
  }
  if (option.type !== ApplicationCommandOptionType.Subcommand) return [];
  return [{ name, description: option.description, options: option.options ?? [] }];
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return (
    option.type !== ApplicationCommandOptionType.Subcommand &&
    option.type !== ApplicationCommandOptionType.SubcommandGroup
  );
}
