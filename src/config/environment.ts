import { readFileSync, statSync } from 'node:fs';

import { parse } from 'dotenv';

import { AppError } from '../platform/app-error.js';
import { withoutQuotes } from './pasted-value.js';
import { secretsInUrl } from './postgres-url.js';
import { SECRET_VARIABLES, withSecretFiles } from './secret-files.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

const ENVIRONMENT_FILE = '.env';

/** A shorter text is no key or token, and masking it would make all output unreadable. */
export const MIN_SECRET_CHARACTERS = 4;

/**
 * The environment of this process, extended by a file `.env` in the working directory.
 *
 * @throws AppError `config.unreadable` when there is such a file that this user cannot read.
 */
export function environmentOfProcess(): Environment {
  const isThere = statSync(ENVIRONMENT_FILE, { throwIfNoEntry: false })?.isFile() === true;
  return isThere ? { ...parseEnvironment(readEnvironmentFile()), ...process.env } : process.env;
}

function readEnvironmentFile(): Buffer {
  try {
    return readFileSync(ENVIRONMENT_FILE);
  } catch (cause) {
    throw new AppError({
      code: 'config.unreadable',
      retryable: false,
      userMessage: 'The file .env cannot be read by the user that runs this.',
      cause,
    });
  }
}

/**
 * The variables of a `.env` file. A line that only begins with a name, such as `RETENTION_DAYS 0`,
 * gives an empty variable whose name ends with a space, so that {@link readVariables} can name it.
 */
export function parseEnvironment(file: Buffer): Environment {
  const text = textOf(file);
  const variables = parse(text);
  const names = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]+)(?:[ \t]|\r?$)/gm)];
  const unread = names.map(([, name = '']) => name).filter((name) => !(name in variables));
  return { ...variables, ...Object.fromEntries(unread.map((name) => [`${name} `, ''])) };
}

/** The text of a `.env` file, without a mark of its encoding. PowerShell's `>` writes UTF-16. */
export function textOf(file: Buffer): string {
  const isUtf16 = file[0] === 0xff && file[1] === 0xfe;
  return file.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
}

/**
 * The values of variables, and of files that they name, which no output may contain; the rest of
 * `env` may be wrong.
 */
export function secretsIn(env: Environment): string[] {
  const { env: complete } = withSecretFiles(env, SECRET_VARIABLES);
  return SECRET_VARIABLES.filter((name) => name !== 'DATABASE_URL')
    .map((name) => withoutQuotes(complete[name] ?? ''))
    .concat(secretsInUrl(withoutQuotes(complete['DATABASE_URL'] ?? '')))
    .filter(({ length }) => length >= MIN_SECRET_CHARACTERS);
}
