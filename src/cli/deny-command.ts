import { Command } from 'commander';

import { AppError } from '../platform/app-error.js';
import { countText } from '../platform/amounts.js';
import { examples } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

const HELP = `
It counts from the next click or message on, in every process, without a restart. What the person asked
for before is made. An id is copied in Discord with a right click on somebody (Developer Mode).
`;

const DENY = examples(
  ['nanobanana deny 297463612345678901', 'the bot does nothing for this person any more'],
  ['nanobanana deny', 'lists who is shut out'],
);

const ALLOW = examples(['nanobanana allow 297463612345678901', 'lets them in again']);

/** `nanobanana deny` */
export function denyCommand(shell: Shell): Command {
  return new Command('deny')
    .description('shut people out, on all servers, or list who is')
    .argument('[user ids...]', 'of the people')
    .addHelpText('after', `${HELP}${DENY}`)
    .action(async (ids: readonly string[]) => {
      const personIds = ids.map(personId);
      await withRights(shell, async ({ rights }) => {
        for (const id of personIds) await rights.deny(id);
        list(shell, await rights.denied());
      });
    });
}

/** `nanobanana allow` */
export function allowCommand(shell: Shell): Command {
  return new Command('allow')
    .description('let people in again who were shut out with deny')
    .argument('<user ids...>', 'of the people')
    .addHelpText('after', `${HELP}${ALLOW}`)
    .action(async (ids: readonly string[]) => {
      const personIds = ids.map(personId);
      await withRights(shell, async ({ rights }) => {
        for (const id of personIds) await rights.allow(id);
        list(shell, await rights.denied());
      });
    });
}

async function withRights(
  shell: Shell,
  work: (storage: OpenStorage) => Promise<void>,
): Promise<void> {
  const { readStorageConfig } = await import('../config/storage-config.js');
  const { withStorage } = await shell.storage();
  await withStorage(readStorageConfig(shell.env), work);
}

function list(shell: Shell, denied: readonly string[]): void {
  const all =
    denied.length === 0
      ? 'Nobody is shut out.'
      : `${countText(denied.length, 'person is', 'people are')} shut out:`;
  shell.result({ denied }, [all, ...denied.map((id) => `  ${id}`)]);
}

function personId(text: string): string {
  if (/^\d{17,20}$/.test(text)) return text;
  throw new AppError({
    code: 'usage.invalid',
    retryable: false,
    userMessage: `${text} is not the id of a person; it has 17 to 20 digits, for example 297463612345678901.`,
  });
}
