import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { interactionFields } from '../../src/interactions/interaction-state.js';
import { making } from '../../src/interactions/making.js';

const PAGE = await readFile('docs/backup-format.md', 'utf8');

/** The rows of the table that say what a field holds: its names, and the rest. */
const ROWS = [...PAGE.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (.*)\|$/gm)].map(
  ([, names = '', says = '']) => ({ names: namesIn(names), says }),
);

function namesIn(text: string): string[] {
  return [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

it('the documentation of backups names every field of an interaction', () => {
  const told = new Set(ROWS.flatMap(({ names }) => names));
  expect(Object.keys(interactionFields.shape).filter((name) => !told.has(name))).toEqual([]);
});

it('the documentation of backups names everything that is stored about how a picture was made', () => {
  const row = ROWS.find(({ names }) => names.includes('making'));
  const told = namesIn(row?.says ?? '');
  expect(Object.keys(making.unwrap().shape).filter((name) => !told.includes(name))).toEqual([]);
});
