import { Command } from 'commander';

import { about, bytesText, countText } from '../platform/amounts.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';
import { processText, shardsText } from './process-text.js';
import { shardCountOf } from './shard-count.js';
import { processesOf, unservedShards, type LiveProcess } from '../maintenance/processes.js';
import { Statistics, type Amount, type PictureKind } from '../maintenance/statistics.js';

/** Ids are random, so that the first interactions by id are a random sample. */
const MAX_READ = 20_000;

const HELP = `
Of more than ${MAX_READ.toLocaleString('en')} interactions it reads so many and estimates the rest, within some percent.
It may run beside the bot, and says which processes are at work on the database, on whatever machine,
and what they do.
${examples(
  ['nanobanana stats', 'for people'],
  ['nanobanana stats --exact', 'reads every interaction, in minutes where there are many'],
  ['nanobanana stats --json', 'for machines'],
)}`;

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
    .option('--exact', 'read every interaction, however long it takes')
    .addHelpText('after', HELP)
    .action(async ({ exact: isExact = false }: { exact?: boolean }) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), (storage) => stats(shell, storage, isExact));
    });
}

async function stats(shell: Shell, storage: OpenStorage, isExact: boolean): Promise<void> {
  const statistics = new Statistics(storage.clock.now());
  const total = await storage.inventory.count();
  const most = isExact ? total : Math.min(total, MAX_READ);
  const progress = shell.progress('Reading interactions', most);
  let isEstimate = false;
  for await (const row of storage.inventory.all()) {
    isEstimate = !isExact && statistics.interactions === MAX_READ;
    if (isEstimate) break;
    statistics.add(row);
    progress.update(statistics.interactions);
  }
  progress.end();
  const { unreadable, oldest } = statistics;
  const stored = isEstimate ? statistics.estimateOf(Math.max(total, MAX_READ)) : statistics;
  const { interactions, pictures, pictureBytes, growth } = stored;
  const { databaseBytes, freeBytes } = await storage.disk.read();
  const { processes, unserved } = await processesNow(storage, shell);
  const read = isEstimate ? { isEstimate, read: statistics.interactions } : {};
  const roughly = about({ isEstimate });
  const numbers = { interactions, unreadable, oldest, pictures, pictureBytes };
  shell.result(
    { ...numbers, databaseBytes, freeBytes, growth, processes, unservedShards: unserved, ...read },
    [
      `Interactions  ${roughly}${interactions.toLocaleString('en')}${unreadable === 0 ? '' : unreadableText(unreadable, isEstimate)}`,
      `Oldest        ${oldest ?? 'none'}${isEstimate ? ' among those that were read' : ''}`,
      `Database      ${bytesText(databaseBytes)}`,
      `Pictures      ${roughly}${bytesText(pictureBytes)}`,
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

/**
 * The processes on this database; `unserved` is null where the number of shards is unknown. Both
 * are null where the database is a file, which has one process at most.
 */
async function processesNow({ duties, serverState }: OpenStorage, { env }: Shell) {
  if ((await serverState()) === null) return { processes: null, unserved: null };
  const processes = processesOf(await duties.held());
  const shardCount = shardCountOf(env);
  return {
    processes,
    unserved: shardCount === null ? null : unservedShards(processes, shardCount),
  };
}

function unreadableText(unreadable: number, isEstimate: boolean): string {
  return isEstimate
    ? `; ${unreadable.toLocaleString('en')} of the ${MAX_READ.toLocaleString('en')} that were read cannot be read`
    : `, ${unreadable} of them cannot be read`;
}

function processLines(
  processes: readonly LiveProcess[] | null,
  unserved: number[] | null,
): string[] {
  if (processes === null) return [];
  return [
    `At work       ${processes.length === 0 ? 'no process' : countText(processes.length, 'process', 'processes')}`,
    ...processes.map((each) => `  ${processText(each)}`),
    ...(unserved === null || unserved.length === 0 ? [] : [`  nobody: ${shardsText(unserved)}`]),
  ];
}

function amountLine({ count, bytes }: Amount, what: string): string {
  return `  ${bytesText(bytes).padStart(10)}  ${what} (${count.toLocaleString('en')})`;
}
