import { Command } from 'commander';

import type { CleanupReport } from '../maintenance/retention/cleanup.js';
import { THROTTLE_BESIDE_BOT } from '../maintenance/retention/throttle.js';
import { MAX_RETENTION_DAYS, unusedBefore } from '../config/retention-days.js';
import { bytesText, countText } from '../platform/amounts.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { examples, wholeNumberIn, yesOption } from './options.js';
import type { StoredAmount } from '../persistence/stored-totals.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

interface CleanupOptions {
  readonly maxAgeDays: number;
  readonly kept?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const HELP = `
What somebody keeps with ⭐ stays, unless --kept is given. It may run beside the bot: a card that is
used at that moment stays, and one whose picture is being made is never touched. Beside a restore it
is refused. Interrupted, it is finished by the next cleanup. The database file does not shrink: what
is free in it is used again.
${examples(
  ['nanobanana cleanup --max-age-days 30 --dry-run', 'says what would be removed'],
  ['nanobanana cleanup --max-age-days 7', 'removes what was not used for a week'],
  ['nanobanana cleanup --max-age-days 0 --kept', 'removes everything; asks first'],
)}`;

/** `nanobanana cleanup` */
export function cleanupCommand(shell: Shell): Command {
  return new Command('cleanup')
    .description('remove interactions that were not used for a long time, with their pictures')
    .requiredOption(
      '--max-age-days <days>',
      'how long after its last use an interaction stays; 0: not at all',
      wholeNumberIn(0, MAX_RETENTION_DAYS),
    )
    .option('--kept', 'also remove what somebody keeps with ⭐')
    .option('--dry-run', 'change nothing, only say what would be removed')
    .addOption(yesOption())
    .addHelpText('after', HELP)
    .action(async (options: CleanupOptions) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage, withStorageToCleanUp } = await shell.storage();
      const open = options.dryRun === true ? withStorage : withStorageToCleanUp;
      await open(readStorageConfig(shell.env), (storage) => cleanUp(shell, storage, options));
    });
}

async function cleanUp(shell: Shell, storage: OpenStorage, options: CleanupOptions): Promise<void> {
  const { maxAgeDays, kept: evenKept = false, dryRun = false, yes = false } = options;
  const before = unusedBefore(storage.clock.now(), maxAgeDays);
  const { interactions, imageBytes } = await dueAmount(storage, before, evenKept);
  if (dryRun) {
    const orphans = await findOrphans(shell, storage);
    const report = { interactions, imageBytes, ...orphans };
    shell.result({ dryRun, ...report }, ['Would be removed:', ...amounts(report)]);
    return;
  }
  const question = `All ${countText(interactions, 'interaction')} will be removed, with ${bytesText(imageBytes)} of pictures.`;
  if (maxAgeDays === 0 && !yes && !(await shell.confirm(question))) {
    shell.note('Nothing was changed.');
    shell.exitCode = PROBLEMS_FOUND;
    return;
  }
  const progress = shell.progress('Cleaning up', interactions);
  const report = await storage.cleanup.run({
    before,
    evenKept,
    ...THROTTLE_BESIDE_BOT,
    signal: storage.lost,
    onProgress: (done) => progress.update(done.interactions),
  });
  progress.end();
  shell.result({ dryRun, ...report }, ['Gone:', ...amounts(report)]);
}

/** What is to go by its age, and what was deleted in Discord; what is both counts twice. */
async function dueAmount(
  { cleanup, inventory }: OpenStorage,
  before: string,
  evenKept: boolean,
): Promise<StoredAmount> {
  const due = { interactions: 0, imageBytes: 0 };
  for (const which of await cleanup.due(before, evenKept)) {
    const { interactions, imageBytes } = await inventory.countRemovable(which);
    due.interactions += interactions;
    due.imageBytes += imageBytes;
  }
  return due;
}

/** What the walk through the image store finds, without removing it. */
async function findOrphans(
  shell: Shell,
  { clock, orphans }: OpenStorage,
): Promise<Pick<CleanupReport, 'orphans' | 'orphanBytes'>> {
  const progress = shell.progress('Files nobody needs', null);
  const found = { orphans: 0, orphanBytes: 0 };
  for await (const batch of orphans.all(clock.now(), THROTTLE_BESIDE_BOT)) {
    found.orphans += batch.length;
    found.orphanBytes += batch.reduce((bytes, { byteSize }) => bytes + byteSize, 0);
    progress.update(found.orphans);
  }
  progress.end();
  return found;
}

function amounts(
  report: Omit<CleanupReport, 'images'> & { readonly images?: number },
): readonly string[] {
  const { interactions, images, imageBytes, orphans, orphanBytes } = report;
  const pictures = images === undefined ? 'pictures' : countText(images, 'picture');
  return [
    `  ${countText(interactions, 'interaction')}, with ${bytesText(imageBytes)} of ${pictures}`,
    `  ${countText(orphans, 'file')} that nothing names any more, ${bytesText(orphanBytes)}`,
  ];
}
