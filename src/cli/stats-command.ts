import { Command } from 'commander';

import { bytesText, countText } from './amounts.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';
import { Statistics, type Amount, type PictureKind } from '../maintenance/statistics.js';

const HELP = `
It reads every row, a few at a time, and may run beside the bot.
${examples(['nanobanana stats', 'for people'], ['nanobanana stats --json', 'for machines'])}`;

const KINDS: readonly (readonly [kind: PictureKind, what: string])[] = [
  ['input', 'sent by people'],
  ['sheet', 'contact sheets of these'],
  ['generated', 'made'],
  ['styled', 'made in a style'],
  ['delivery', 'smaller copies for Discord'],
];

/** `nanobanana stats` */
export function statsCommand(shell: Shell): Command {
  return new Command('stats')
    .description('say how much is stored, of what, and how fast it grows')
    .addHelpText('after', HELP)
    .action(async () => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), (storage) => stats(shell, storage));
    });
}

async function stats(shell: Shell, { clock, inventory, disk }: OpenStorage): Promise<void> {
  const statistics = new Statistics(clock.now());
  const progress = shell.progress('Reading interactions', await inventory.count());
  for await (const row of inventory.all()) {
    statistics.add(row);
    progress.update(statistics.interactions);
  }
  progress.end();
  const { interactions, unreadable, oldest, pictures, pictureBytes, growth } = statistics;
  const { databaseBytes, freeBytes } = await disk.read();
  shell.result(
    { interactions, unreadable, oldest, pictures, pictureBytes, databaseBytes, freeBytes, growth },
    [
      `Interactions  ${countText(interactions, 'interaction')}${unreadable === 0 ? '' : `, ${unreadable} of them cannot be read`}`,
      `Oldest        ${oldest ?? 'none'}`,
      `Database      ${bytesText(databaseBytes)}`,
      `Pictures      ${bytesText(pictureBytes)}`,
      ...KINDS.map(([kind, what]) => amountLine(pictures[kind], what)),
      `Free          ${bytesText(freeBytes)}`,
      'By day (UTC), of what is still there:',
      ...growth.map(
        ({ day, interactions: asked, bytes }) =>
          `  ${day}  ${countText(asked, 'interaction')}, ${bytesText(bytes)}`,
      ),
    ],
  );
}

function amountLine({ count, bytes }: Amount, what: string): string {
  return `  ${bytesText(bytes).padStart(10)}  ${what} (${count.toLocaleString('en')})`;
}
