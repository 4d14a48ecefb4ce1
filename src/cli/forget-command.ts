import { setTimeout } from 'node:timers/promises';

import { Command } from 'commander';

import type { ErasureAmount } from '../maintenance/personal-data/erasure-estimate.js';
import { THROTTLE_BESIDE_BOT, type Throttle } from '../maintenance/retention/throttle.js';
import type { ErasureCounts, ErasureSubject } from '../persistence/erasures.js';
import { AppError } from '../platform/app-error.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { bytesText, countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { discordId, examples, interactionId, yesOption } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

interface ForgetOptions {
  readonly user?: string;
  readonly server?: string;
  readonly interaction?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** How often it looks whether another process is done with the same. */
const LOOK_AGAIN_MS = 2_000;

const BACKUPS =
  'Backups are not changed: delete the archives that hold it, and after each restore of an older one run this again.';

const HELP = `
Interactions go with their rows, pictures, queued work and what models keep; so do settings and requests
that wait for an answer, and the moderation log with its files (MODERATION_LOG_FOLDER). On the cards of
others the person's id and words are taken out. The bot, while it runs, changes the cards in Discord to "removed". It may run beside the bot. Killed, it is finished by the
next run of the same, or by the bot, and counts everything once. ${BACKUPS}
${examples(
  ['nanobanana forget --user 200000000000000002 --dry-run', 'says what would be removed'],
  ['nanobanana forget --user 200000000000000002', 'all of one person; asks first'],
  ['nanobanana forget --server 300000000000000003 --yes', 'all of one server'],
  ['nanobanana forget --interaction 3f2b8c1e-9d4a-4c77-8b21-5a6f0e9d1c2b', 'one card'],
)}`;

/** `nanobanana forget` */
export function forgetCommand(shell: Shell): Command {
  return new Command('forget')
    .description('erase all that is stored about a person, a server or one interaction')
    .option(
      '--user <id>',
      'all that this person asked for, and their part in cards of others',
      discordId,
    )
    .option('--server <id>', 'all that was asked for on this server', discordId)
    .option(
      '--interaction <id>',
      'one interaction, by the id in the footer of its card',
      interactionId,
    )
    .option('--dry-run', 'change nothing, only say what would be removed')
    .addOption(yesOption())
    .addHelpText('after', HELP)
    .action(async (options: ForgetOptions) => {
      const subject = subjectOf(options);
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), (storage) =>
        interruptible(shell, 'The same command goes on from here.', (signal) =>
          forget(shell, storage, subject, { ...options, ...THROTTLE_BESIDE_BOT, signal }),
        ),
      );
    });
}

async function forget(
  shell: Shell,
  storage: OpenStorage,
  subject: ErasureSubject,
  { dryRun = false, yes = false, ...throttle }: ForgetOptions & Throttle,
): Promise<void> {
  const nowMs = storage.clock.now();
  const due = await storage.erasureEstimate.of(subject, nowMs, throttle);
  if (dryRun) {
    shell.result({ dryRun, ...due }, ['Would be removed:', ...amountLines(due), BACKUPS]);
    return;
  }
  const question = `All that is stored about ${wordsFor(subject)} is erased for good: ${countText(due.interactions, 'interaction')}, with ${bytesText(due.imageBytes)} of pictures.`;
  if (!yes && !(await shell.confirm(question))) {
    shell.note('Nothing was changed.');
    shell.exitCode = PROBLEMS_FOUND;
    return;
  }
  await storage.erasures.add(subject, nowMs);
  const progress = shell.progress('Forgetting', due.interactions);
  const done = await erased(shell, storage, { subject, nowMs }, throttle, ({ interactions }) =>
    progress.update(interactions),
  );
  progress.end();
  shell.result({ dryRun, ...done }, ['Gone:', ...doneLines(done), BACKUPS]);
}

/** Another worker may have died over it a moment ago, or be at it now. */
async function erased(
  shell: Shell,
  storage: OpenStorage,
  { subject, nowMs }: { readonly subject: ErasureSubject; readonly nowMs: number },
  throttle: Throttle,
  onProgress: (done: ErasureCounts) => void,
): Promise<ErasureCounts> {
  for (let isTold = false; ; isTold = true) {
    const done = await storage.erasure.run(subject, throttle, onProgress);
    if (done !== null) return done;
    if (!isTold)
      shell.note('Another process is doing it, or died over it; waiting for a minute at most.');
    await setTimeout(LOOK_AGAIN_MS, undefined, { signal: throttle.signal });
    // Where the other one has finished it meanwhile, this one finds nothing and counts nothing.
    await storage.erasures.add(subject, nowMs);
  }
}

function subjectOf({ user, server, interaction }: ForgetOptions): ErasureSubject {
  const named = [
    ...(user === undefined ? [] : [{ kind: 'person', id: user } as const]),
    ...(server === undefined ? [] : [{ kind: 'server', id: server } as const]),
    ...(interaction === undefined ? [] : [{ kind: 'interaction', id: interaction } as const]),
  ];
  const [subject] = named;
  if (subject !== undefined && named.length === 1) return subject;
  throw new AppError({
    code: 'usage.subject',
    retryable: false,
    userMessage: 'Name one of --user, --server and --interaction.',
  });
}

function wordsFor({ kind, id }: ErasureSubject): string {
  return { person: `user ${id}`, server: `server ${id}`, interaction: `interaction ${id}` }[kind];
}

function amountLines({ interactions, imageBytes, others, records }: ErasureAmount): string[] {
  return [
    `  ${countText(interactions, 'interaction')}, with ${bytesText(imageBytes)} of pictures`,
    `  a part in ${countText(others, 'interaction')} of others`,
    `  ${countText(records, 'further record')}`,
  ];
}

function doneLines(done: ErasureCounts): string[] {
  const { interactions, images, imageBytes, others, records, cards, cardsOutOfReach } = done;
  return [
    `  ${countText(interactions, 'interaction')}, with ${countText(images, 'picture')} (${bytesText(imageBytes)})`,
    `  a part in ${countText(others, 'interaction')} of others`,
    `  ${countText(records, 'further record')}`,
    `  ${countText(cards, 'card')} in Discord, which the bot changes to "removed" while it runs`,
    `  ${countText(cardsOutOfReach, 'private card')} that no bot can change; their buttons do nothing any more`,
  ];
}
