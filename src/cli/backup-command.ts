import { statSync } from 'node:fs';
import path from 'node:path';

import { Command } from 'commander';

import { archiveNameAt } from '../maintenance/backup/archive-name.js';
import type { BackupReport } from '../maintenance/backup/backup.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { bytesText, countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

const HELP = `
The archive holds every interaction as it was at one moment, and every image that it names; the bot
may run and people may click meanwhile. Only its owner can read it: it holds what people wrote and
sent. docs/backup-format.md describes it. Exit code ${PROBLEMS_FOUND}: the archive is made, but something
was damaged and is not in it. What a killed backup has left in the folder is removed. Where
ENCRYPTION_KEY_FILE is set, the archive is encrypted as well, and a restore needs the key.
${examples(
  ['nanobanana backup', 'writes nanobanana-<time>.tar.gz here'],
  ['nanobanana backup --out /mnt/disk', 'the same in that folder'],
  ['nanobanana backup --out /mnt/disk/bot.tar.gz', 'writes that file; it must not be there yet'],
)}`;

/** `nanobanana backup` */
export function backupCommand(shell: Shell): Command {
  return new Command('backup')
    .description('write all interactions and images into one archive')
    .option('--out <place>', 'the archive to write, or its folder; nothing is overwritten', '.')
    .addHelpText('after', HELP)
    .action(async ({ out }: { out: string }) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      const config = readStorageConfig(shell.env);
      const isEncrypted = config.encryption.encrypts;
      await withStorage(config, (storage) => {
        const file = fileAt(path.resolve(out), storage.clock.now(), isEncrypted);
        return interruptible(shell, 'There is no archive.', (signal) =>
          backUp(shell, storage, file, signal),
        );
      });
    });
}

async function backUp(
  shell: Shell,
  storage: OpenStorage,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  const progress = shell.progress('Backing up interactions', await storage.inventory.count());
  const report = await storage.backup.run(file, signal, ({ interactions }) =>
    progress.update(interactions),
  );
  progress.end();
  if (report.problems.length > 0) shell.exitCode = PROBLEMS_FOUND;
  shell.result(report, linesOf(report));
}

function linesOf({ file, byteSize, interactions, images, problems }: BackupReport): string[] {
  return [
    ...problems,
    `${countText(interactions, 'interaction')} and ${countText(images, 'image')} are in ${file} (${bytesText(byteSize)}).`,
  ];
}

/** The archive's file where people named a folder or the file itself. */
function fileAt(place: string, nowMs: number, isEncrypted: boolean): string {
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? path.join(place, archiveNameAt(nowMs, isEncrypted)) : place;
}
