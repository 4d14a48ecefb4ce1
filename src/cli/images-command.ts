import { Command, InvalidArgumentError } from 'commander';

import {
  addressOf,
  IMAGE_PLACE_RULE,
  imagePlaceOf,
  type ImagePlace,
} from '../config/image-place.js';
import type { ImageCopyReport } from '../maintenance/image-copy.js';
import { AppError } from '../platform/app-error.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { bytesText, countText } from '../platform/amounts.js';
import { findingLine } from './finding-line.js';
import { interruptible } from './interruptible.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';

interface CopyOptions {
  readonly from?: ImagePlace;
  readonly to: ImagePlace;
}

const EXAMPLE = [
  'nanobanana images copy --to s3://my-bucket/nanobanana',
  'from where the bot keeps them now',
] as const;

const HELP = `
Every picture that a row names is copied, read again at the new place, and its SHA-256 compared;
what is there already is left out, and nothing is removed. The bot may run meanwhile. Interrupted, it
is simply run again. When it is done: stop the bot, run it once more for what came meanwhile, set
IMAGE_STORE to the new place, start the bot. A bucket is reached with the S3_… and AWS_… variables
of the configuration. Exit code ${PROBLEMS_FOUND}: something was missing, damaged or unreadable, and is not there.
${examples(EXAMPLE, [
  'nanobanana images copy --from s3://my-bucket/nanobanana --to file:/srv/bot',
  'and back',
])}`;

/** `nanobanana images` */
export function imagesCommand(shell: Shell): Command {
  return new Command('images')
    .description('move the pictures to another store')
    .addHelpText('after', examples(EXAMPLE))
    .addCommand(copyCommand(shell));
}

/** `nanobanana images copy` */
function copyCommand(shell: Shell): Command {
  return new Command('copy')
    .description('copy all pictures that rows name into another store, while the bot runs')
    .option(
      '--from <place>',
      'where they are: s3://bucket/prefix or file:/path; now: IMAGE_STORE',
      place,
    )
    .requiredOption('--to <place>', 'where they are to be: the same', place)
    .addHelpText('after', HELP)
    .action(async (options: CopyOptions) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const config = readStorageConfig(shell.env);
      const { from = config.images, to } = options;
      if (addressOf(from) === addressOf(to)) throw samePlace();
      const { imageStoreAt, withStorage } = await shell.storage();
      const stores = { from: imageStoreAt(from, config), to: imageStoreAt(to, config) };
      await withStorage(config, (storage) =>
        interruptible(shell, 'What was copied stays; run it again.', (signal) =>
          copy(shell, { ...storage, ...stores }, signal),
        ),
      );
    });
}

async function copy(
  shell: Shell,
  parts: Parameters<typeof import('../maintenance/image-copy.js').copyImages>[0],
  signal: AbortSignal,
): Promise<void> {
  const { copyImages } = await import('../maintenance/image-copy.js');
  const progress = shell.progress(
    'Copying the pictures of interactions',
    await parts.inventory.count(),
  );
  const report = await copyImages(parts, {
    signal,
    onProgress: ({ interactions }) => progress.update(interactions),
    onFinding: (finding) => shell.note(findingLine(finding)),
  });
  progress.end();
  if (report.problems > 0) shell.exitCode = PROBLEMS_FOUND;
  shell.result(report, [summary(report)]);
}

function summary({ copied, copiedBytes, alreadyThere, problems }: ImageCopyReport): string {
  const parts = [
    `${countText(copied, 'picture')} copied (${bytesText(copiedBytes)})`,
    `${alreadyThere.toLocaleString('en')} already there`,
    ...(problems > 0 ? [countText(problems, 'problem')] : []),
  ];
  return `${parts.join(', ')}.`;
}

function place(text: string): ImagePlace {
  const named = imagePlaceOf(text);
  if (named === null) throw new InvalidArgumentError(`It ${IMAGE_PLACE_RULE}.`);
  return named;
}

function samePlace(): AppError {
  return new AppError({
    code: 'usage.same_place',
    retryable: false,
    userMessage: 'The pictures are there already: --from and --to name the same place.',
  });
}
