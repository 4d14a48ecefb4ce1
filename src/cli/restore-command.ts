import path from 'node:path';

import { Command } from 'commander';

import { joinedSignal } from '../platform/joined-signal.js';
import { bytesText, countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

const HELP = `
The store must be empty, and neither the bot nor a cleanup may run. The whole archive is checked
before the first change: one that is damaged, or was tampered with, is refused. Then everything is
restored or nothing; interrupted, it is simply run again. Afterwards the bot goes on where the backup
was made, under the same token. Pictures that were under way then are not made by themselves: their
cards say so, and a click asks again.
${examples(
  ['nanobanana restore bot.tar.gz', 'into BOT_DATA_DIR and DATABASE_URL'],
  ['BOT_DATA_DIR=/srv/bot nanobanana restore bot.tar.gz', 'into another directory'],
)}`;

/** `nanobanana restore` */
export function restoreCommand(shell: Shell): Command {
  return new Command('restore')
    .description('put a backup into an empty store')
    .argument('<file>', 'an archive that `nanobanana backup` made')
    .addHelpText('after', HELP)
    .action(async (file: string) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorageAlone } = await shell.storage();
      await withStorageAlone(readStorageConfig(shell.env), (storage) =>
        interruptible(shell, 'Nothing was restored.', async (stopping) => {
          const { signal, release } = joinedSignal(stopping, storage.lost);
          await restore(shell, storage, path.resolve(file), signal);
          release();
        }),
      );
    });
}

async function restore(
  shell: Shell,
  storage: OpenStorage,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  let step = 'checked';
  let progress = shell.progress('Checking interactions', null);
  const report = await storage.restore.run(
    file,
    signal,
    (now, { interactions, ofInteractions }) => {
      if (now !== step) {
        progress.end();
        progress = shell.progress('Restoring interactions', ofInteractions);
        step = now;
      }
      progress.update(interactions);
    },
  );
  progress.end();
  const { interactions, images, imageBytes, missingImages } = report;
  const lost = `${countText(missingImages, 'image')} that the backup did not have ${missingImages === 1 ? 'shows' : 'show'} as a placeholder.`;
  shell.result(report, [
    `${countText(interactions, 'interaction')} and ${countText(images, 'image')} (${bytesText(imageBytes)}) are restored.`,
    ...(missingImages > 0 ? [lost] : []),
  ]);
}
