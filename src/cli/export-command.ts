import path from 'node:path';

import { Command } from 'commander';

import { bytesText, countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { discordId, examples } from './options.js';
import type { Shell } from './shell.js';

const HELP = `
The archive (.tar.gz) holds every interaction that the person asked for, as docs/backup-format.md describes
it, with all pictures, and their settings. Only its owner can read it. The bot may run meanwhile. With
/export people get the same by themselves.
${examples(
  ['nanobanana export --user 200000000000000002', 'writes export-200000000000000002.tar.gz here'],
  ['nanobanana export --user 200000000000000002 --out /mnt/disk/ann.tar.gz', 'writes that file'],
)}`;

interface ExportOptions {
  readonly user: string;
  readonly out?: string;
}

/** `nanobanana export` */
export function exportCommand(shell: Shell): Command {
  return new Command('export')
    .description('write all that is stored about a person into one archive, for that person')
    .requiredOption('--user <id>', 'whose', discordId)
    .option('--out <file>', 'the archive to write; nothing is overwritten')
    .addHelpText('after', HELP)
    .action(async ({ user, out = `export-${user}.tar.gz` }: ExportOptions) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), ({ personalExport }) =>
        interruptible(shell, 'There is no archive.', async (signal) => {
          const progress = shell.progress('Exporting interactions', null);
          const report = await personalExport.write(user, path.resolve(out), signal, (count) =>
            progress.update(count),
          );
          progress.end();
          const { interactions, images, file, byteSize } = report;
          shell.result(report, [
            `${countText(interactions, 'interaction')} and ${countText(images, 'picture')} are in ${file} (${bytesText(byteSize)}).`,
          ]);
        }),
      );
    });
}
