import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { BenchSize } from './bench.js';
import { ratio, report } from './report.js';
import { timed } from './statistics.js';

const ROUNDS = 30;
const GOAL = 4;

const COMMANDS = {
  node: ['-e', ''],
  help: ['dist/bot/cli.js', '--help'],
  version: ['dist/bot/cli.js', '--version'],
};

/** The two commands that people wait for with nothing to do, against Node that does nothing. */
export async function cliBench({ isSmall }: BenchSize): Promise<void> {
  const tookMs: Record<keyof typeof COMMANDS, number[]> = { node: [], help: [], version: [] };
  for (let round = 0; round <= (isSmall ? 1 : ROUNDS); round += 1) {
    for (const kind of ['node', 'help', 'version'] as const) {
      const ms = await timed(() => promisify(execFile)(process.execPath, COMMANDS[kind]));
      // The first run of each reads the program from the disk.
      if (round > 0) tookMs[kind].push(ms);
    }
  }
  report('Command line (medians)', [
    ratio('nanobanana --help against node -e ""', tookMs.help, tookMs.node, GOAL),
    ratio('nanobanana --version against node -e ""', tookMs.version, tookMs.node, GOAL),
  ]);
}
