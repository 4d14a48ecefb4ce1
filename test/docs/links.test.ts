import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';

import { docTexts } from '../support/doc-commands.js';

const texts = await docTexts();
const links = [...texts].flatMap(([file, text]) =>
  [...text.matchAll(/\]\(([^)]+)\)/g)].flatMap(([, target = '']) =>
    /^https?:/.test(target) ? [] : [[file, target] as const],
  ),
);

/** The anchors of a text's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(links)('the link of %s to %s leads somewhere', async (file, target) => {
  const [name = '', anchor] = target.split('#');
  const linked = name === '' ? file : path.join(path.dirname(file), name);
  expect(existsSync(linked)).toBe(true);
  const anchors = anchor === undefined ? [anchor] : anchorsOf(await readFile(linked, 'utf8'));
  expect(anchors).toContain(anchor);
});

it('the README links every page of the documentation', () => {
  const linked = links.filter(([file]) => file === 'README.md').map(([, target]) => target);
  const pages = [...texts.keys()].filter((file) => file !== 'README.md');
  for (const page of pages) expect(linked).toContain(page);
});
