import { Command } from 'commander';

import { examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
It asks for the bot's token and the Gemini key, without showing what is typed, and asks Discord and
Google whether they take them. Then it writes both into .env, which only you can read, and prints the
link that invites the bot into a server. A file .env that is there already is changed only after a
question; what else stands in it stays.
${examples(['nanobanana init', 'in the directory that the bot is started in'])}`;

/** `nanobanana init` */
export function initCommand(shell: Shell): Command {
  return new Command('init')
    .description('ask for token and key, check them, write .env, and print the invite link')
    .addHelpText('after', HELP)
    .action(async () => {
      const { setUp } = await import('./init/set-up.js');
      await setUp(shell);
    });
}
