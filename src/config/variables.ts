import { distance } from 'fastest-levenshtein';
import { z } from 'zod';

import { AppError } from '../platform/app-error.js';
import type { Environment } from './environment.js';
import { isPostgresUrl } from './postgres-url.js';
import { flawOf, withoutQuotes } from './pasted-value.js';

/** A variable that is true or false. */
export function flag(fallback: 'true' | 'false') {
  return z
    .enum(['true', 'false'], 'must be true or false, for example true')
    .default(fallback)
    .transform((value) => value === 'true');
}

/** A variable that is a whole number within limits. */
export function wholeNumber(min: number, max: number, fallback: number, example = fallback) {
  const problem = `must be a whole number from ${min} to ${max}, for example ${example}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .refine((value) => value >= min && value <= max, problem)
    .default(fallback);
}

/**
 * A path on this machine. A shell expands `~` and `$HOME`; in a file or a unit nobody does, and a
 * folder of that name would be made.
 */
export function localPath() {
  return z
    .string()
    .refine((value) => isPostgresUrl(value) || !/^(?:sqlite:)?(?:~|.*\$\{?\w)/.test(value), {
      error: 'must be a whole path without ~ and $, for example /home/you/bot_data',
    });
}

/**
 * What `schema` reads from `env`. A variable set to nothing counts as not set; white space and
 * quotes around a value are left out.
 *
 * @throws AppError `config.invalid` whose sentence has one line for each problem: variable, what is
 * wrong, and an example. It never contains a value.
 */
export function readVariables<T extends z.ZodObject>(schema: T, env: Environment): z.output<T> {
  const known = Object.keys(schema.shape);
  const given = known
    .map((name) => [name, withoutQuotes(env[name] ?? '')] as const)
    .filter(([, value]) => value !== '');
  const flaws = given.flatMap(([name, value]) => problemOf(name, flawOf(value)));
  const flawed = new Set(flaws.map(({ name }) => name));
  const result = schema.safeParse(Object.fromEntries(given), { reportInput: false });
  const issues = (result.error?.issues ?? [])
    .flatMap(({ path, message }) => problemOf(path.join('.'), message))
    .filter(({ name }) => !flawed.has(name));
  const problems = [...flaws, ...issues, ...misspelled(known, env)];
  if (problems.length > 0 || !result.success) throw invalid(problems);
  return result.data;
}

/** What is wrong with one variable. */
interface Problem {
  readonly name: string;
  readonly message: string;
}

function problemOf(name: string, message: string | null): Problem[] {
  return message === null ? [] : [{ name, message }];
}

/** How many letters may differ. */
const MAX_DISTANCE = 2;
/** What other programs read. */
const OTHERS = new Set(['HTTPS_PORT', 'HTTP_PORTS', 'HTTPS_HOST', 'NODE_NAME']);

/** Names that are nearly those of variables which are not set. */
function misspelled(known: readonly string[], env: Environment): Problem[] {
  const missing = known.filter((name) => !env[name]);
  const others = Object.keys(env).filter((name) => !known.includes(name) && !OTHERS.has(name));
  return others.flatMap((name) => {
    const meant = missing.find((each) => distance(each, name.toUpperCase()) <= MAX_DISTANCE);
    const shown = meant === name.trim() ? `The line of ${meant}` : name;
    return meant === undefined
      ? []
      : [
          {
            name: shown,
            message: `is not known; write it as ${meant}, for example ${meant}=value`,
          },
        ];
  });
}

function invalid(problems: readonly Problem[]): AppError {
  const lines = problems.map(({ name, message }) => `  ${name} ${message}`);
  return new AppError({
    code: 'config.invalid',
    retryable: false,
    userMessage: `The configuration has ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}`,
  });
}
