import { Command, Option } from 'commander';

import { countText } from '../platform/amounts.js';
import { dollarText } from '../platform/dollars.js';
import { SPENDING_KEYS, type SpendingKey } from '../interactions/spending-keys.js';
import type { SpentBy } from '../persistence/spending-report.js';
import { examples, wholeNumberIn } from './options.js';
import type { Shell } from './shell.js';
import type { OpenStorage } from './storage.js';

interface CostsOptions {
  readonly by: SpendingKey;
  readonly days: number;
}

/** The ledger keeps no more. */
const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

const HELP = `
Days are those of UTC. What a call has cost is what the model's tokens cost by the table of prices; one
that was cut off counts as it was expected. Calls of a model without a known price are counted, and in no
sum of dollars. It may run beside the bot.
${examples(
  ['nanobanana costs', 'what each of the last 31 days has cost'],
  ['nanobanana costs --by person --days 7', 'who has spent most in a week'],
  ['nanobanana costs --by model --json', 'for machines'],
)}`;

/** `nanobanana costs` */
export function costsCommand(shell: Shell): Command {
  return new Command('costs')
    .description('say what pictures have cost')
    .addOption(
      new Option('--by <what>', 'what to add up').choices([...SPENDING_KEYS]).default('day'),
    )
    .option('--days <days>', 'so many days, today included', wholeNumberIn(1, MAX_DAYS), 31)
    .addHelpText('after', HELP)
    .action(async (options: CostsOptions) => {
      const { readStorageConfig } = await import('../config/storage-config.js');
      const { withStorage } = await shell.storage();
      await withStorage(readStorageConfig(shell.env), (storage) => costs(shell, storage, options));
    });
}

async function costs(
  shell: Shell,
  { clock, spending }: OpenStorage,
  { by, days }: CostsOptions,
): Promise<void> {
  const since = new Date(clock.now() - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  const spent = await spending.by(by, since);
  const calls = spent.reduce((sum, each) => sum + each.calls, 0);
  const unpriced = spent.reduce((sum, each) => sum + each.unpriced, 0);
  const microDollars = spent.reduce((sum, each) => sum + each.microDollars, 0);
  const rows = spent.map(({ key, ...sums }) => ({ [by]: key, ...sums }));
  shell.result({ by, since, calls, unpriced, microDollars, rows }, [
    `Since ${since}: ${dollarText(microDollars)} for ${countText(calls, 'call')}${unpricedText(unpriced)}`,
    ...spent.map((each) => lineOf(each, by)),
  ]);
}

function lineOf({ key, calls, unpriced, microDollars }: SpentBy, by: SpendingKey): string {
  const name = key ?? (by === 'server' ? 'direct messages' : 'nobody any more');
  return `  ${dollarText(microDollars).padStart(10)}  ${name} (${countText(calls, 'call')}${unpricedText(unpriced)})`;
}

function unpricedText(unpriced: number): string {
  return unpriced === 0 ? '' : `, ${unpriced.toLocaleString('en')} of them without a known price`;
}
