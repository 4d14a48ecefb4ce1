import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';
import type { Command } from 'commander';

import { COMMANDS } from '../../src/cli/commands.js';
import { ENVIRONMENT_VARIABLES } from '../../src/config/config.js';
import type { Shell } from '../../src/cli/shell.js';
import { commandsIn, docBlocks } from '../support/doc-commands.js';
import { strictDouble } from '../support/strict-double.js';

const manifest: { scripts: Record<string, string> } = JSON.parse(
  await readFile('package.json', 'utf8'),
);
const blocks = await docBlocks();
const told = blocks.flatMap(({ file, lines }) =>
  lines.flatMap((line) => commandsIn(line).map((words) => ({ file, words }))),
);

/** The commands of the command line, by name; none of them is run. */
function commands(): Map<string, Command> {
  const shell = strictDouble<Shell>('Shell', {});
  return new Map(COMMANDS.map((make) => make(shell)).map((command) => [command.name(), command]));
}

/** What is wrong with `nanobanana <command> …`, by the command line itself; null: nothing. */
function problemOfOwn([name = '', ...words]: readonly string[]): string | null {
  const outer = commands().get(name);
  const inner = outer?.commands.find((each) => each.name() === words[0]);
  const command = outer?.commands.length === 0 ? outer : inner;
  if (command === undefined) return `there is no command ${name}`;
  const args = command === inner ? words.slice(1) : words;
  const { operands, unknown } = command.parseOptions(args);
  if (unknown.length > 0) return `there is no option ${unknown.join(' ')}`;
  const { registeredArguments } = command;
  const required = registeredArguments.filter((argument) => argument.required);
  const isEnough = operands.length >= required.length;
  return isEnough && operands.length <= registeredArguments.length ? null : 'wrong arguments';
}

/** The same of `npm …`, by the package. */
function problemOfNpm([name = '', ...args]: readonly string[]): string | null {
  const isThere =
    name === 'run'
      ? Object.hasOwn(manifest.scripts, args[0] ?? '')
      : ['ci', 'test', 'start'].includes(name);
  return isThere ? null : `npm does not have ${name} ${args.join(' ')}`;
}

/** The same of `docker compose …`: its files and commands, and what is run in the service. */
function problemOfCompose([compose, ...words]: readonly string[]): string | null {
  const files = words.filter((_, n) => words[n - 1] === '--file');
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) return `there is no file ${missing.join(', ')}`;
  const [name = '', ...args] = words.slice(2 * files.length);
  if (compose !== 'compose' || !['build', 'up', 'exec', 'logs', 'stop'].includes(name))
    return `docker does not have ${compose} ${name}`;
  if (name !== 'exec') return null;
  const [service, program, ...own] = args;
  return service === 'bot' && program === 'nanobanana' ? problemOfOwn(own) : 'wrong service';
}

const SYSTEM_PROGRAMS = new Set(
  'cd chown cp curl echo git install journalctl kubectl mkdir sed systemctl umask useradd'.split(
    ' ',
  ),
);

/** The same of `export NAME=value`: the bot reads it. */
function problemOfExport(assignment = ''): string | null {
  const [name = ''] = assignment.split('=', 1);
  return ENVIRONMENT_VARIABLES.includes(name) ? null : `the bot does not read ${name}`;
}

/** The same of commands of the system: the files of ours that they name have to be there. */
function problemOfSystem(words: readonly string[]): string | null {
  if (words[0] === 'export') return problemOfExport(words[1]);
  if (!SYSTEM_PROGRAMS.has(words[0] ?? '')) return `nobody has said what ${words[0]} is`;
  const missing = words.filter(
    (word) => /^(?:docs\/|\.env\.example$)/.test(word) && !existsSync(word),
  );
  return missing.length === 0 ? null : `there is no file ${missing.join(', ')}`;
}

function problemOf([program = '', ...rest]: readonly string[]): string | null {
  if (program === 'npm') return problemOfNpm(rest);
  if (program === 'docker') return problemOfCompose(rest);
  if (program !== 'npx') return problemOfSystem([program, ...rest]);
  return rest[0] === 'nanobanana' ? problemOfOwn(rest.slice(1)) : 'it is not ours';
}

it.each(told.map(({ file, words }) => [words.join(' '), file, words] as const))(
  'the documentation tells a command "%s" (%s) that there is',
  (_text, _file, words) => {
    expect(problemOf(words)).toBeNull();
  },
);

it('the documentation has every command of the command line', () => {
  const names = told.flatMap(({ words }) => words[words.indexOf('nanobanana') + 1] ?? []);
  const others = [...commands().keys()].filter((name) => name !== 'start');
  expect(names).toEqual(expect.arrayContaining(others));
});

it.each([
  'npx nanobanana fly',
  'npx nanobanana stats --fast',
  'npx nanobanana restore',
  'npx nanobanana verify everything',
  'npm run nothing',
  'docker compose fly',
  'cp docs/nothing /etc',
  'export NOTHING=1',
  'rm -rf /',
])('the check of the documentation would not let "%s" pass', (wrong) => {
  expect(problemOf(wrong.split(' '))).not.toBeNull();
});
