import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

/** Every README of a folder that says what was decided or rejected. */
async function decidingFiles(): Promise<string[]> {
  const files = (await readdir('src', { recursive: true }))
    .filter((file) => path.basename(file) === 'README.md')
    .map((file) => path.posix.join('src', file));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return files.filter((_, n) => /^## Decisions$|\bRejected: /m.test(texts[n] ?? ''));
}

it('the index of decisions leads to every folder that has some', async () => {
  const index = await readFile('docs/decisions.md', 'utf8');
  const linked = new Set([...index.matchAll(/\]\(\.\.\/([^)#]+)/g)].map(([, file = '']) => file));
  const deciding = await decidingFiles();
  expect(deciding.length).toBeGreaterThan(10);
  expect(deciding.filter((file) => !linked.has(file))).toEqual([]);
});
