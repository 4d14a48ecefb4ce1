import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type ApplicationCommand,
  type ApplicationCommandData as CommandData,
  type PrimaryEntryPointCommandData,
} from 'discord.js';
import { isApplicationCommandEqual, type ApplicationCommandDataEx, type Client } from 'discordx';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { PrivateChannel } = InteractionContextType;

/**
 * Registers the slash commands if they differ from those that Discord has. discordx itself would
 * write them at every start. The command that starts an activity (the Entry Point) stays as it is:
 * Discord makes it, and refuses a list without it.
 */
export async function registerCommands({
  application,
  applicationCommands: wanted,
}: Client): Promise<void> {
  if (application === null) return;
  const { integrationTypesConfig: offered } = await application.fetch();
  if (offered !== null && !(UserInstall in offered)) keepToServers(wanted);
  // Else Discord tells the names in one language only, and writing would remove the others.
  const all = await application.commands.fetch({ withLocalizations: true });
  const known = all.filter((command) => !isEntryPoint(command));
  const isUpToDate =
    known.size === wanted.length &&
    wanted.every((command) => {
      const found = known.find(({ name, type }) => name === command.name && type === command.type);
      return found !== undefined && isApplicationCommandEqual(found, command);
    });
  if (isUpToDate) return;
  const kept = all.filter((command) => isEntryPoint(command)).map((command) => copyOf(command));
  const written = wanted.map((command) => command.toJSON()).filter((data) => isWhole(data));
  await application.commands.set([...written, ...kept]);
}

/** Where people cannot install the application for themselves, no command may be for that. */
function keepToServers(commands: Client['applicationCommands']): void {
  for (const command of commands) {
    command.integrationTypes = [GuildInstall];
    command.contexts = command.contexts?.filter((place) => place !== PrivateChannel) ?? null;
  }
}

/** discordx writes what discord.js takes, but its type has more that may be missing. */
function isWhole(data: ApplicationCommandDataEx): data is ApplicationCommandDataEx & CommandData {
  return data.description !== undefined;
}

function isEntryPoint({ type }: ApplicationCommand): boolean {
  return type === ApplicationCommandType.PrimaryEntryPoint;
}

function copyOf(command: ApplicationCommand): PrimaryEntryPointCommandData {
  const { name, nameLocalizations, description, descriptionLocalizations } = command;
  const { handler, nsfw, contexts, integrationTypes, defaultMemberPermissions } = command;
  return {
    type: ApplicationCommandType.PrimaryEntryPoint,
    name,
    description,
    nsfw,
    defaultMemberPermissions,
    ...(nameLocalizations && { nameLocalizations }),
    ...(descriptionLocalizations && { descriptionLocalizations }),
    ...(handler && { handler }),
    ...(contexts && { contexts }),
    ...(integrationTypes && { integrationTypes }),
  };
}
