import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { runCampaign, type CampaignOptions } from './campaign.js';
import type { Finding } from './checker.js';

/** Violations of one kind; the first ones tell enough. */
const MAX_SHOWN = 10;

/** Of what the processes said about an interaction, the last lines. */
const MAX_LOG_LINES = 12;

const INTERACTION_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/;

/** A number of the command line. */
function numberIn(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} takes a whole number, for example --${name} 200.\n`);
  process.exit(2);
}

/** What the processes wrote about the interaction that a violation names. */
function linesAbout(violation: string, log: string): string[] {
  const id = INTERACTION_ID.exec(violation)?.[0];
  if (id === undefined) return [];
  const isToldOf = (line: string) => line.includes(id) || line.startsWith('---');
  const lines = log.split('\n').filter((line) => isToldOf(line));
  const isWorthTelling = (line: string, n: number) =>
    line.includes(id) || lines[n - 1]?.includes(id);
  return lines.filter((line, n) => isWorthTelling(line, n)).slice(-MAX_LOG_LINES);
}

function print(findings: readonly Finding[], log: string): void {
  const width = Math.max(...findings.map(({ what }) => what.length));
  for (const { what, count, violations } of findings) {
    const verdict = violations.length === 0 ? '' : `  ✘ ${violations.length} violations`;
    process.stdout.write(`  ${what.padEnd(width)}  ${String(count).padStart(6)}${verdict}\n`);
    for (const violation of violations.slice(0, MAX_SHOWN)) {
      process.stdout.write(`      ${violation}\n`);
      for (const line of linesAbout(violation, log)) process.stdout.write(`        ${line}\n`);
    }
  }
}

/** The kind of database, by its name on the command line. */
function databaseIn(text: string | undefined): CampaignOptions['database'] {
  if (text === undefined || text === 'sqlite' || text === 'postgres') return text ?? 'sqlite';
  process.stderr.write('--database takes sqlite or postgres.\n');
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    faults: { type: 'string' },
    processes: { type: 'string' },
    database: { type: 'string' },
    seed: { type: 'string' },
    log: { type: 'string' },
  },
});
const database = databaseIn(values.database);
const processes = numberIn('processes', values.processes, 1);
const faults = numberIn('faults', values.faults ?? values.kills, 200);
const seed = numberIn('seed', values.seed, randomInt(2 ** 31));
if (processes < 1 || (processes > 1 && database === 'sqlite')) {
  process.stderr.write('SQLite is for one process; give --database postgres for several.\n');
  process.exit(2);
}
process.stdout.write(
  `Crash campaign: ${faults} faults, ${processes} process(es) on ${database}, seed ${seed} (again: --seed ${seed})\n`,
);
const startedMs = Date.now();
const { findings, log } = await runCampaign({ seed, database, processes, faults });
if (values.log !== undefined) await writeFile(values.log, log);
print(findings, log);
const broken = findings.filter(({ violations }) => violations.length > 0).length;
const seconds = Math.round((Date.now() - startedMs) / 1000);
process.stdout.write(
  `\n${findings.length - broken} passed, ${broken} failed, after ${seconds} s\n`,
);
process.exit(broken === 0 ? 0 : 1);
