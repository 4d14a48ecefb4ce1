import { parseArgs } from 'node:util';
import { setTimeout } from 'node:timers/promises';

import { prepare, runProbe } from './run-probe.js';
import type { ProbeOptions, ProbeResult } from './run-probe.js';

/** The whole program takes no longer; what it changed is put back after that. */
const TIMEOUT_MS = 15 * 60 * 1000;

const USAGE = `Asks the real Discord what its documentation leaves open.

  DISCORD_TOKEN=… npm run probe:discord -- --channel ID [--prepare]

  --channel ID  a text channel that the test bot may write in; somebody must be there to press buttons
  --prepare     only leaves a message for the question that needs one of an hour

Use the token of a test bot: a bot that runs with it would get the probe's clicks.
`;

function misused(problem: string): never {
  process.stderr.write(`${problem}\n\n${USAGE}`);
  process.exit(2);
}

function optionsOf(): ProbeOptions & { readonly isPreparing: boolean } {
  const { values } = parseArgs({
    options: { channel: { type: 'string' }, prepare: { type: 'boolean', default: false } },
  });
  const { channel: channelId = '', prepare: isPreparing } = values;
  if (!/^\d{15,20}$/.test(channelId)) misused('--channel takes the id of a channel.');
  const token = process.env['DISCORD_TOKEN']?.trim() ?? '';
  if (token === '') misused('DISCORD_TOKEN is not set.');
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const signal = AbortSignal.any([interrupted.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  return {
    apiUrl: process.env['DISCORD_API_URL'] ?? 'https://discord.com/api',
    token,
    channelId,
    isPreparing,
    signal,
    pause: async (ms) => setTimeout(ms, undefined, { signal }),
    say: (line) => process.stderr.write(`${line}\n`),
  };
}

function print({ findings, leftovers }: ProbeResult): void {
  process.stdout.write('| question | answer |\n|---|---|\n');
  for (const { question, answer } of findings)
    process.stdout.write(`| ${question} | ${answer.replaceAll('|', '\\|')} |\n`);
  for (const leftover of leftovers)
    process.stderr.write(`Could not be put back, please look into the channel: ${leftover}\n`);
}

const options = optionsOf();
try {
  if (options.isPreparing) {
    await prepare(options);
    process.stderr.write('Run it without --prepare in an hour.\n');
  } else {
    const result = await runProbe(options);
    print(result);
    const isWhole = result.findings.every(({ isKnown }) => isKnown);
    process.exitCode = isWhole && result.leftovers.length === 0 ? 0 : 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 69;
}
