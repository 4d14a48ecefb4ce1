import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { Command } from 'commander';

import { KILLED } from '../platform/exit-codes.js';
import type { Shell } from './shell.js';

/** The bundle. The package is two folders up from it as well as from here. */
const bundled = (name: string) => fileURLToPath(new URL(`../../dist/bot/${name}`, import.meta.url));

/**
 * What Node is given to run the bot: bounds of its memory, and the size of the thread pool, all of
 * which have to be there before a process begins. `npm start` gives the same.
 */
export const BOT_ARGUMENTS: readonly string[] = [
  '--max-old-space-size=512',
  '--max-semi-space-size=4',
  '--require',
  bundled('thread-pool.cjs'),
  bundled('main.js'),
];

/** `nanobanana start` */
export function startCommand(shell: Shell): Command {
  return new Command('start')
    .description('run the bot until it is told to stop (SIGTERM or Ctrl-C), as npm start does')
    .action(async () => {
      const bot = spawn(process.execPath, BOT_ARGUMENTS, { stdio: 'inherit', env: shell.env });
      process.on('SIGTERM', () => bot.kill('SIGTERM'));
      // A terminal sends Ctrl-C to the bot itself as well, and a second one would end it at once.
      process.on('SIGINT', () => {
        if (!process.stdin.isTTY) bot.kill('SIGINT');
      });
      const [code] = await once(bot, 'exit');
      shell.exitCode = typeof code === 'number' ? code : KILLED;
    });
}
