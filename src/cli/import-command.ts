import { Command } from 'commander';

import type { ImportFinding, ImportReport } from '../maintenance/import/bot-data-import.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

/** More are counted and written as lines, but do not become part of the JSON. */
const MAX_IN_JSON = 100_000;

const HELP = `
The folder is only read. What it holds is copied: afterwards the cards that the Python bot posted work
with this bot, under the same token. What cannot be imported is named, one line each, and everything
else is imported. It may run beside the bot, and be repeated: of interactions that are there, only
pictures that were missing before are brought over. Times without a zone are read as local time; TZ=… in front says another. The day of the import
counts as last use. Exit code ${PROBLEMS_FOUND}: something could not be imported.
${examples(
  ['nanobanana import ~/old-bot/bot_data --dry-run', 'says what would come over'],
  ['nanobanana import ~/old-bot/bot_data', 'brings it over'],
)}`;

/** `nanobanana import` */
export function importCommand(shell: Shell): Command {
  return new Command('import')
    .description('take over the data of the Python bot')
    .argument('<folder>', 'its folder bot_data')
    .option('--dry-run', 'change nothing, only say what would come over', false)
    .addHelpText('after', HELP)
    .action(async (folder: string, { dryRun }: { dryRun: boolean }) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withNewStorage } = await shell.storage();
      await withNewStorage(readStorageConfig(shell.env), (storage) =>
        interruptible(shell, 'What was imported until now stays; run it again.', (signal) =>
          importFrom(shell, storage, { folder, dryRun, signal }),
        ),
      );
    });
}

async function importFrom(
  shell: Shell,
  { botData }: OpenStorage,
  { folder, ...options }: { folder: string; dryRun: boolean; signal: AbortSignal },
): Promise<void> {
  const findings: ImportFinding[] = [];
  const progress = shell.progress('Importing states', null);
  const report = await botData.run(folder, {
    ...options,
    onFinding: (finding) => {
      if (!shell.isJson) shell.write(`${lineOf(finding)}\n`);
      else if (findings.length < MAX_IN_JSON) findings.push(finding);
    },
    onProgress: (states) => progress.update(states),
  });
  progress.end();
  if (report.refused + report.missingPictures > 0) shell.exitCode = PROBLEMS_FOUND;
  const { dryRun } = options;
  shell.result({ dryRun, ...report, findings }, summary(report, dryRun));
}

function lineOf({ file, picture, problem }: ImportFinding): string {
  return `${JSON.stringify(file)}${picture === null ? '' : `, picture ${JSON.stringify(picture)}`}: ${problem}`;
}

function summary(report: ImportReport, dryRun: boolean): string[] {
  const { states, imported, alreadyThere, refused, missingPictures } = report;
  return [
    `${countText(states, 'state')}: ${imported} ${dryRun ? 'would be imported' : 'imported'}, ${alreadyThere} already there, ${refused} refused; ${countText(missingPictures, 'picture')} missing.`,
  ];
}
