import { Command } from 'commander';

import { examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
Open the link as somebody who may manage the server.
${examples(['nanobanana invite', 'prints the link'])}`;

/** `nanobanana invite` */
export function inviteCommand(shell: Shell): Command {
  return new Command('invite')
    .description('print the link that invites the bot into a server, with exactly what it needs')
    .addHelpText('after', HELP)
    .action(async () => {
      const { readConfig } = await import('../config/config.js');
      const { DiscordRest } = await import('./discord-rest.js');
      const { inviteLink } = await import('./invite-link.js');
      const { discord } = readConfig(shell.env);
      const { value } = await new DiscordRest(discord.apiUrl, discord.token).application();
      const link = inviteLink(value.id);
      shell.result({ link }, [link]);
    });
}
