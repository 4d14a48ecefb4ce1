import { Command, CommanderError } from 'commander';

import { exitCodeFor, PROBLEMS_FOUND, USAGE } from '../platform/exit-codes.js';
import { VERSION } from '../platform/version.js';
import { COMMANDS } from './commands.js';
import { errorText } from './error-text.js';
import type { Shell } from './shell.js';

const AFTER_HELP = `
Configuration comes from the environment, or a file .env in the working directory.

Exit codes: 0 done; ${PROBLEMS_FOUND} doctor, verify, images copy, rekey, backup or import found something wrong,
or a question was not answered with yes; 64 wrong arguments; 65 the interaction or archive cannot be read;
66 there is no such interaction, archive or folder; 69 Discord or Google cannot be reached; 70 a defect;
73 something is there already; 74 storage or .env fails, is missing, or needs another version; 75 a
running bot, cleanup or restore is in the way; 78 the configuration is wrong; 130 stopped with Ctrl-C;
137 the bot that start has started was killed.`;

/**
 * Runs the command line `args` (without node and script).
 *
 * @returns the exit code. It throws nothing: whatever goes wrong is said on the shell.
 */
export async function runProgram(args: readonly string[], shell: Shell): Promise<number> {
  const program = new Command('nanobanana')
    .description('Runs the bot, and looks after its data.')
    .version(VERSION)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', AFTER_HELP)
    .hook('preAction', (thisCommand) => {
      shell.isJson = thisCommand.opts<{ json?: boolean }>().json ?? false;
    });
  for (const make of COMMANDS) program.addCommand(make(shell));
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap(({ commands }) => commands),
  ]) {
    command
      .configureHelp({ showGlobalOptions: true })
      .exitOverride()
      .configureOutput({
        writeOut: (text) => shell.write(text),
        writeErr: (text) => shell.note(text.trimEnd()),
      });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return shell.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    shell.note(errorText(error));
    return exitCodeFor(error);
  }
}
