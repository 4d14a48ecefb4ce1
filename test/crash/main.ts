import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { runCampaign } from './campaign.js';
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

const { values } = parseArgs({
  options: { kills: { type: 'string' }, seed: { type: 'string' }, log: { type: 'string' } },
});
const kills = numberIn('kills', values.kills, 200);
const seed = numberIn('seed', values.seed, randomInt(2 ** 31));
process.stdout.write(`Crash campaign: ${kills} kills, seed ${seed} (again: --seed ${seed})\n`);
const startedMs = Date.now();
const { findings, log } = await runCampaign({ kills, seed });
if (values.log !== undefined) await writeFile(values.log, log);
print(findings, log);
const broken = findings.filter(({ violations }) => violations.length > 0).length;
const seconds = Math.round((Date.now() - startedMs) / 1000);
process.stdout.write(
  `\n${findings.length - broken} passed, ${broken} failed, after ${seconds} s\n`,
);
process.exit(broken === 0 ? 0 : 1);
