import { isApplicationCommandEqual, type Client } from 'discordx';

/**
 * Registers the slash commands if they differ from those that Discord has. discordx itself would
 * write them at every start.
 */
export async function registerCommands(client: Client): Promise<void> {
  const known = await client.application?.commands.fetch();
  const wanted = client.applicationCommands;
  const isUpToDate =
    known?.size === wanted.length &&
    wanted.every((command) => {
      const found = known.find(({ name, type }) => name === command.name && type === command.type);
      return found !== undefined && isApplicationCommandEqual(found, command);
    });
  if (!isUpToDate) await client.initApplicationCommands();
}
