import { ApplicationCommandType, type ApplicationCommandDataResolvable } from 'discord.js';
import { isApplicationCommandEqual, type Client } from 'discordx';

/**
 * Registers the slash commands if they differ from those that Discord has. discordx itself would
 * write them at every start, and would leave out the command that opens an activity, which Discord
 * adds to some applications and does not let go in this way.
 */
export async function registerCommands({
  application,
  applicationCommands: wanted,
}: Client): Promise<void> {
  if (application === null) return;
  const [entryPoints, known] = (await application.commands.fetch()).partition(
    ({ type }) => type === ApplicationCommandType.PrimaryEntryPoint,
  );
  const isUpToDate =
    known.size === wanted.length &&
    wanted.every((command) => {
      const found = known.find(({ name, type }) => name === command.name && type === command.type);
      return found !== undefined && isApplicationCommandEqual(found, command);
    });
  if (isUpToDate) return;
  const all = [...wanted.map((command) => command.toJSON()), ...entryPoints.values()];
  await application.commands.set(all.filter((command) => isData(command)));
}

/** discord.js sends what it has read and what discordx makes; only its types ask for more. */
function isData(command: object): command is ApplicationCommandDataResolvable {
  return 'name' in command;
}
