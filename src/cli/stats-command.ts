import { Command } from 'commander';

import { bytesText, countText } from './amounts.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';
import { processText, shardsText } from './process-text.js';
import { shardCountOf } from './shard-count.js';
import { processesOf, unservedShards, type LiveProcess } from '../maintenance/processes.js';
import { Statistics, type Amount, type PictureKind } from '../maintenance/statistics.js';

const HELP = `
It reads every row, a few at a time, and may run beside the bot. It also says which processes are at
work on the database, on whatever machine, and what they do.
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

async function stats(shell: Shell, { clock, duties, inventory, disk }: OpenStorage): Promise<void> {
  const statistics = new Statistics(clock.now());
  const progress = shell.progress('Reading interactions', await inventory.count());
  for await (const row of inventory.all()) {
    statistics.add(row);
    progress.update(statistics.interactions);
  }
  progress.end();
  const { interactions, unreadable, oldest, pictures, pictureBytes, growth } = statistics;
  const { databaseBytes, freeBytes } = await disk.read();
  const processes = processesOf(await duties.held());
  const shardCount = shardCountOf(shell.env);
  const unserved = shardCount === null ? null : unservedShards(processes, shardCount);
  const stored = { interactions, unreadable, oldest, pictures, pictureBytes };
  shell.result(
    { ...stored, databaseBytes, freeBytes, growth, processes, unservedShards: unserved },
    [
      `Interactions  ${countText(interactions, 'interaction')}${unreadable === 0 ? '' : `, ${unreadable} of them cannot be read`}`,
      `Oldest        ${oldest ?? 'none'}`,
      `Database      ${bytesText(databaseBytes)}`,
      `Pictures      ${bytesText(pictureBytes)}`,
      ...KINDS.map(([kind, what]) => amountLine(pictures[kind], what)),
      `Free          ${bytesText(freeBytes)}`,
      ...processLines(processes, unserved),
      'By day (UTC), of what is still there:',
      ...growth.map(
        ({ day, interactions: asked, bytes }) =>
          `  ${day}  ${countText(asked, 'interaction')}, ${bytesText(bytes)}`,
      ),
    ],
  );
}

function processLines(processes: readonly LiveProcess[], unserved: number[] | null): string[] {
  return [
    `At work       ${processes.length === 0 ? 'no process' : countText(processes.length, 'process', 'processes')}`,
    ...processes.map((each) => `  ${processText(each)}`),
    ...(unserved === null || unserved.length === 0 ? [] : [`  nobody: ${shardsText(unserved)}`]),
  ];
}

function amountLine({ count, bytes }: Amount, what: string): string {
  return `  ${bytesText(bytes).padStart(10)}  ${what} (${count.toLocaleString('en')})`;
}
