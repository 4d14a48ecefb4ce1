import { Command } from 'commander';

import { examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
The bot does the same at its start. With SQLite it may not run meanwhile; with PostgreSQL bots go on.
${examples(['nanobanana migrate', 'after installing another version, before starting it'])}`;

/** `nanobanana migrate` */
export function migrateCommand(shell: Shell): Command {
  return new Command('migrate')
    .description('make the database, or bring it up to date')
    .addHelpText('after', HELP)
    .action(async () => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { migrateStorage } = await shell.storage();
      const migrations = await migrateStorage(readStorageConfig(shell.env), (message) =>
        shell.note(message),
      );
      shell.result(
        { migrations },
        migrations.length === 0
          ? ['The database is up to date.']
          : migrations.map((name) => `Done: ${name}`),
      );
    });
}
