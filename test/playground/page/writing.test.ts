import { expect, it } from '@jest/globals';

import { withFiles } from '../../../src/playground/page/composer/chosen-files.js';
import { slashCommands } from '../../../src/playground/page/composer/commands.js';
import {
  mentionAt,
  mentionable,
  withMentions,
} from '../../../src/playground/page/composer/mentions.js';
import { problemOf } from '../../../src/playground/page/dialogs/modal-inputs.js';
import { worldOf } from '../../../src/playground/page/state/apply-change.js';
import { BEN, BOT, snapshot } from './support/told.js';

const world = worldOf(snapshot(), null);
const [general] = world.channels;

const named = (typed: string) =>
  mentionable(world, general, typed).map(({ user }) => user.username);

const file = (name: string, bytes: number) => new File([new Uint8Array(bytes)], name);

it('mentions are found at the caret, with spaces in the name', () => {
  expect(mentionAt('hello @Nano Ba', 14)).toEqual({ start: 6, typed: 'Nano Ba' });
  expect(mentionAt('mail@example', 12)).toBeNull();
});

it('mentions offer the bot first, and nobody when the name is complete', () => {
  expect(named('')).toEqual(['Nano Banana', 'ann', 'ben']);
  expect(named('na')).toEqual(['Nano Banana']);
  expect(named('nano banana')).toEqual([]);
});

it('mentions are sent as ids, but not within words', () => {
  expect(withMentions('@nano banana and @Ben, not a@Ben or @Benny', world)).toBe(
    `<@${BOT}> and <@${BEN}>, not a@Ben or @Benny`,
  );
});

it('files are taken up to the limits, and each that is not is told', () => {
  const { files, problems } = withFiles(
    [file('a', 90)],
    [file('big', 101), file('b', 90), file('c', 90), file('d', 10), file('e', 1)],
    world.limits,
  );
  expect(files.map(({ name }) => name)).toEqual(['a', 'b', 'd']);
  expect(problems).toEqual([
    '“big” has 101 B; a file may have 100 B.',
    '“c” is too much: all files may have 250 B together.',
    '“e” is one too many: 3 at most.',
  ]);
});

const command = {
  id: '1',
  application_id: BOT,
  type: 1,
  version: '1',
  default_member_permissions: null,
};
const told = [
  { ...command, name: 'help', description: 'Explains', contexts: [0, 1] },
  { ...command, name: 'status', description: 'Tells', contexts: [1] },
  {
    ...command,
    name: 'card',
    description: '',
    options: [{ type: 1, name: 'show', description: 'Shows one' }],
  },
  { ...command, name: 'Inspect', description: '', type: 3 },
];
const withCommands = { ...world, commands: told as never };

it('slash commands are those of the place, with subcommands on their own', () => {
  const names = slashCommands(withCommands, general, '').map(({ name }) => name);
  expect(names).toEqual(['help', 'card show']);
  expect(slashCommands(withCommands, general, 'car')).toHaveLength(1);
});

const input = {
  type: 4,
  style: 1,
  custom_id: 'x',
  label: 'X',
  min_length: 3,
  max_length: 5,
} as const;

it.each([
  ['', 'This field is required.'],
  ['ab', 'Must be 3 or more in length.'],
  ['abcdefg', 'Must be 5 or fewer in length: 2 too many.'],
  ['abcd', null],
])('the inputs of a modal say of "%s": %s', (text, problem) => {
  expect(problemOf(input, text)).toBe(problem);
});

it('the inputs of a modal may be empty where they are not required', () => {
  expect(problemOf({ ...input, required: false }, '')).toBeNull();
});
