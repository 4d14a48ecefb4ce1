import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

it('the documentation says what each exit code means', async () => {
  const source = await readFile('src/platform/exit-codes.ts', 'utf8');
  const codes = [...source.matchAll(/^(?:export )?const [A-Z_]+ = (\d+);$/gm)].map(
    ([, code]) => code,
  );
  const page = await readFile('docs/running.md', 'utf8');
  const told = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(10);
  expect(told).toEqual(['0', ...codes]);
});
