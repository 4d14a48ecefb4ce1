import { Command } from 'commander';

import { examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
Open the link as somebody who may manage the server. With --user, anybody opens it for themselves.
${examples(['nanobanana invite', 'prints the link'], ['nanobanana invite --user', 'prints the one for people'])}`;

/** `nanobanana invite` */
export function inviteCommand(shell: Shell): Command {
  return new Command('invite')
    .description('print the link that invites the bot into a server, with exactly what it needs')
    .option(
      '--user',
      'print the link by which people take the commands along, for themselves',
      false,
    )
    .addHelpText('after', HELP)
    .action(async ({ user }: { readonly user: boolean }) => {
      const { readConfig } = await import('../config/config.js');
      const { DiscordRest } = await import('./discord-rest.js');
      const { inviteLink, userInstallLink } = await import('./invite-link.js');
      const { discord } = readConfig(shell.env);
      const { value } = await new DiscordRest(discord.apiUrl, discord.token).application();
      const link = user ? userInstallLink(value.id) : inviteLink(value.id);
      shell.result({ link }, [link]);
    });
}
