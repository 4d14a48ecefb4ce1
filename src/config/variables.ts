import { distance } from 'fastest-levenshtein';
import { z } from 'zod';

import { AppError } from '../platform/app-error.js';
import type { Environment } from './environment.js';
import { isPostgresUrl } from './postgres-url.js';
import { flawOf, withoutQuotes } from './pasted-value.js';
import { fileVariable, SECRET_VARIABLES, withSecretFiles } from './secret-files.js';

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

const UNITS = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };
type Unit = keyof typeof UNITS;

/** A variable that is an amount of bytes, written with a unit; 0 without one. */
export function byteSize(fallback: number, example: string) {
  const problem = `must be 0, or a number with KiB, MiB, GiB or TiB, for example ${example}`;
  return z
    .string()
    .regex(/^(?:0|\d{1,6}(?:\.\d{1,3})? ?[KMGT]iB)$/, problem)
    .transform((text) => {
      const unit = Object.keys(UNITS).find((name): name is Unit => text.endsWith(name));
      return unit === undefined ? 0 : Math.round(Number.parseFloat(text) * UNITS[unit]);
    })
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
 * What `schema` reads from the environment. A variable set to nothing counts as not
 * set; white space and quotes around a value are left out. A secret may stand in a file
 * that `<NAME>_FILE` names.
 *
 * @throws AppError `config.invalid` whose sentence has one line for each problem: variable, what is
 * wrong, and an example. It never contains a value.
 */
export function readVariables<T extends z.ZodObject>(
  schema: T,
  processEnv: Environment,
): z.output<T> {
  const known = Object.keys(schema.shape);
  const secrets = SECRET_VARIABLES.filter((name) => known.includes(name));
  const { env, fromFiles, problems: inFiles } = withSecretFiles(processEnv, secrets);
  const given = known
    .map((name) => [name, withoutQuotes(env[name] ?? '')] as const)
    .filter(([, value]) => value !== '');
  const flaws = given.flatMap(([name, value]) => problemOf(name, flawOf(value)));
  const unread = inFiles.map(({ name }) => name.replace(/_FILE$/, ''));
  const flawed = new Set([...flaws.map(({ name }) => name), ...unread]);
  const result = schema.safeParse(Object.fromEntries(given), { reportInput: false });
  const issues = (result.error?.issues ?? [])
    .flatMap(({ path, message }) => problemOf(path.join('.'), message))
    .filter(({ name }) => !flawed.has(name));
  const said = [...flaws, ...issues].map(({ name, message }) => ({
    name: fromFiles.has(name) ? `${name} (from ${fileVariable(name)})` : name,
    message,
  }));
  const problems = [
    ...inFiles,
    ...said,
    ...misspelled([...known, ...secrets.map(fileVariable)], env),
  ];
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
