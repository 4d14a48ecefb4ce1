import { Command } from 'commander';

import type { RekeyReport } from '../maintenance/rekey.js';
import { AppError } from '../platform/app-error.js';
import { PROBLEMS_FOUND } from '../platform/exit-codes.js';
import { countText } from '../platform/amounts.js';
import { interruptible } from './interruptible.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

const HELP = `
Everything is encrypted with the first key in the file that ENCRYPTION_KEY_FILE names: what was stored
before there was a key, and what another key of the file has encrypted. Where the first line is none,
everything is decrypted instead. The bot may run meanwhile, but
every process has to know the key: start them again first. Interrupted, it is simply run again, and goes
on where it was. At the end it says which keys are no longer needed. docs/encryption.md says how a key
is replaced. Exit code ${PROBLEMS_FOUND}: something could not be decrypted, or a process has stored something with
another key meanwhile.
${examples(['nanobanana rekey', 'encrypts all texts and pictures with the first key'])}`;

/** `nanobanana rekey` */
export function rekeyCommand(shell: Shell): Command {
  return new Command('rekey')
    .description('encrypt everything that is stored with the first key, while the bot runs')
    .addHelpText('after', HELP)
    .action(async () => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const config = readStorageConfig(shell.env);
      if (config.encryption.keys.length === 0) throw noKey();
      const { withStorage } = await shell.storage();
      await withStorage(config, (storage) =>
        interruptible(shell, 'What was encrypted stays; run it again for the rest.', (signal) =>
          run(shell, storage, signal, config.encryption.encrypts),
        ),
      );
    });
}

const LABELS = { texts: 'Encrypting texts', pictures: 'Encrypting pictures' } as const;

async function run(
  shell: Shell,
  storage: OpenStorage,
  signal: AbortSignal,
  encrypts: boolean,
): Promise<void> {
  const { rekey } = await import('../maintenance/rekey.js');
  let step: keyof typeof LABELS = 'texts';
  let progress = shell.progress(LABELS.texts, null);
  const parts = { ...storage, texts: storage.textRekey };
  const report = await rekey(parts, {
    signal,
    onProgress: (now, done) => {
      if (now !== step) {
        progress.end();
        progress = shell.progress(LABELS[now], null);
        step = now;
      }
      progress.update(done);
    },
  });
  progress.end();
  if (report.unreadable + report.storedMeanwhile > 0) shell.exitCode = PROBLEMS_FOUND;
  shell.result(report, linesOf(report, encrypts));
}

function linesOf(
  { texts, pictures, unreadable, storedMeanwhile, formerKeys }: RekeyReport,
  encrypts: boolean,
): string[] {
  const how = encrypts ? 'encrypted with the first key' : 'stored without encryption';
  return [
    `${countText(texts, 'text')} and ${countText(pictures, 'picture')} are ${how} now.`,
    ...(unreadable > 0
      ? [
          `${countText(unreadable, 'text or picture', 'texts or pictures')} cannot be decrypted; nothing was changed there.`,
        ]
      : []),
    ...(storedMeanwhile > 0
      ? [
          `Meanwhile a process with another first line in its file of keys has stored ${countText(storedMeanwhile, 'text or picture', 'texts or pictures')}. Start all processes again, and run this once more; until then keep every key.`,
        ]
      : []),
    ...(formerKeys.length > 0 ? [`No longer needed: ${formerKeys.join(', ')}.`] : []),
  ];
}

function noKey(): AppError {
  return new AppError({
    code: 'config.encryption_key',
    retryable: false,
    userMessage:
      'ENCRYPTION_KEY_FILE is not set, so there is no key to encrypt with. docs/encryption.md says how to make one.',
  });
}
