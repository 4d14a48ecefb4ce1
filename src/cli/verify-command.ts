import { Command } from 'commander';

import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { countText } from '../platform/amounts.js';
import { findingLine } from './finding-line.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';
import { verifyFiles, verifyInteractions, type Finding } from '../maintenance/verification.js';

/** More are counted, not listed: a lost disk would fill the memory with them. */
const MAX_LISTED = 1_000;

const HELP = `
Every row has to be readable, every image that a row names there and unchanged (SHA-256 and size),
and no file older than an hour may lie there that no row names. It reads every picture, so it takes
its time; it may run beside the bot, but with --fix not beside a restore. Exit code ${PROBLEMS_FOUND}: something
is wrong, and still is.
${examples(
  ['nanobanana verify', 'looks, and changes nothing'],
  ['nanobanana verify --fix', 'removes files that no row names, and nothing else'],
)}`;

/** `nanobanana verify` */
export function verifyCommand(shell: Shell): Command {
  return new Command('verify')
    .description('check every row and every picture')
    .option('--fix', 'remove files that no row names')
    .addHelpText('after', HELP)
    .action(async ({ fix = false }: { fix?: boolean }) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage, withStorageToCleanUp } = await shell.storage();
      const open = fix ? withStorageToCleanUp : withStorage;
      await open(readStorageConfig(shell.env), (storage) => verify(shell, storage, fix));
    });
}

async function verify(shell: Shell, storage: OpenStorage, fix: boolean): Promise<void> {
  const listed: Finding[] = [];
  const counts: Record<Finding['kind'], number> = {
    unreadable_row: 0,
    missing_image: 0,
    damaged_image: 0,
    orphaned_file: 0,
  };
  const take = (findings: readonly Finding[]) => {
    for (const { kind } of findings) counts[kind] += 1;
    listed.push(...findings.slice(0, MAX_LISTED - listed.length));
  };
  const interactions = await storage.inventory.count();
  let rows = 0;
  const progress = shell.progress('Reading interactions', interactions);
  for await (const findings of verifyInteractions(storage)) {
    take(findings);
    rows += 1;
    progress.update(rows);
  }
  progress.end();
  for await (const findings of verifyFiles(storage)) {
    take(findings);
    storage.lost.throwIfAborted();
    for (const { key } of fix ? findings : []) if (key !== null) await storage.images.remove(key);
  }
  const left = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (left - (fix ? counts.orphaned_file : 0) > 0) shell.exitCode = PROBLEMS_FOUND;
  shell.result(
    { interactions: rows, ...counts, fixed: fix ? counts.orphaned_file : 0, findings: listed },
    [
      ...listed.map((finding) => lineOf(finding, fix)),
      ...(left > listed.length ? [`… and ${left - listed.length} more`] : []),
      `${countText(rows, 'interaction')} read: ${left === 0 ? 'everything is well.' : summary(counts)}`,
    ],
  );
}

function lineOf(finding: Finding, fix: boolean): string {
  return `${findingLine(finding)}${fix && finding.kind === 'orphaned_file' ? '; removed' : ''}`;
}

function summary(counts: Readonly<Record<Finding['kind'], number>>): string {
  return [
    countText(counts.unreadable_row, 'unreadable row'),
    countText(counts.missing_image, 'missing picture'),
    countText(counts.damaged_image, 'damaged picture'),
    `${countText(counts.orphaned_file, 'file')} that no row names`,
  ].join(', ');
}
