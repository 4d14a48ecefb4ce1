import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, it } from '@jest/globals';
import { parseFile } from '@swc/core';

const FOLDER = 'src/views';

/** A word beside a space, or one that begins with a capital: something that people read. */
const READ_BY_PEOPLE = /\p{L}\s|\s\p{L}|(?<!\p{L})\p{Lu}\p{Ll}/u;

const files = (await readdir(FOLDER, { recursive: true }))
  .filter((name) => name.endsWith('.ts') && path.dirname(name) !== 'words')
  .toSorted();

it.each(files)('%s leaves the words that people read to views/words', async (name) => {
  const program = await parseFile(`${FOLDER}/${name}`, { syntax: 'typescript' });
  expect(textsIn(program.body).filter((text) => READ_BY_PEOPLE.test(text))).toEqual([]);
});

it('the words that people read on cards are recognised among the other texts of a program', async () => {
  const program = await parseFile(`${FOLDER}/words/cards.ts`, { syntax: 'typescript' });
  const read = textsIn(program.body).filter((text) => READ_BY_PEOPLE.test(text));
  expect(read).toEqual(expect.arrayContaining(['Try again', 'Vary', ' pictures', '⭐ kept']));
});

/** All texts of a program, but those of imports, types and errors: only programmers read these. */
function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== 'object' || node === null || isForProgrammers(node)) return [];
  return [...ownText(node), ...Object.values(node).flatMap(textsIn)];
}

function ownText(node: object): string[] {
  const { type, value, cooked } = node as { type?: string; value?: string; cooked?: string };
  if (type === 'StringLiteral') return [value!];
  return type === 'TemplateElement' ? [cooked!] : [];
}

function isForProgrammers(node: object): boolean {
  const { type, callee } = node as { type?: string; callee?: { value?: string } };
  if (type === 'NewExpression') return callee?.value?.endsWith('Error') === true;
  return type === 'ImportDeclaration' || type === 'TsLiteralType';
}
