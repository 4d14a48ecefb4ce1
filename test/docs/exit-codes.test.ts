import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

const PAGE = await readFile('docs/running.md', 'utf8');
const PROGRAM = await readFile('src/cli/program.ts', 'utf8');

/** What the page says of an exit code. */
const rowOf = (code: number) => new RegExp(`^\\| ${code} \\| (.*)\\|$`, 'm').exec(PAGE)?.[1] ?? '';

/** The commands whose source has `word` and not `but`. */
async function commandsWith(word: RegExp, but: RegExp): Promise<string[]> {
  const files = (await readdir('src/cli')).filter((file) => file.endsWith('-command.ts'));
  const sources = await Promise.all(
    files.map((file) => readFile(path.join('src/cli', file), 'utf8')),
  );
  return files
    .filter((_file, index) => word.test(sources[index]!) && !but.test(sources[index]!))
    .map((file) => file.replace('-command.ts', '').replace('images', 'images copy'));
}

it('the documentation says what each exit code means', async () => {
  const source = await readFile('src/platform/exit-codes.ts', 'utf8');
  const codes = [...source.matchAll(/^(?:export )?const [A-Z_]+ = (\d+);$/gm)].map(
    ([, code]) => code,
  );
  const told = [...PAGE.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect(told).toEqual(['0', ...codes]);
});

it('the documentation names each command that ends with 1 for what it finds, and so does --help', async () => {
  // Those that ask first end with 1 for the answer.
  const names = await commandsWith(/exitCode = PROBLEMS_FOUND/, /\.confirm\(/);
  expect(names.length).toBeGreaterThan(5);
  const [ofHelp = ''] = /PROBLEMS_FOUND\}.*/.exec(PROGRAM) ?? [];
  expect(names.filter((name) => !rowOf(1).includes(`\`${name}\``))).toEqual([]);
  expect(names.filter((name) => !ofHelp.includes(name))).toEqual([]);
});

it('the documentation names each command that Ctrl-C stops in good order', async () => {
  const names = await commandsWith(/\binterruptible\(/, /^$/);
  expect(names.length).toBeGreaterThan(6);
  expect(names.filter((name) => !rowOf(130).includes(`\`${name}\``))).toEqual([]);
});
