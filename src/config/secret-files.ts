import { flawOf, withoutQuotes } from './pasted-value.js';
import { readSmallFile } from './small-file.js';

/**
 * The variables whose values are secret, or hold a secret. Each may also be given as a file: the
 * variable with `_FILE` behind its name holds the path then.
 */
export const SECRET_VARIABLES = [
  'DISCORD_TOKEN',
  'GOOGLE_API_KEY',
  'GEMINI_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'DATABASE_URL',
  'OTEL_EXPORTER_OTLP_HEADERS',
] as const;

/** Environment variables by name. */
type Variables = Readonly<Record<string, string | undefined>>;

/** No token, key or address is longer. */
const MAX_FILE_BYTES = 16 * 1024;

/** What a file gave for a variable: the value, or why there is none. */
type Read = { readonly value: string } | { readonly problem: string };

/** An environment in which what stands in files stands in the variables. */
export interface WithSecretFiles {
  readonly env: Variables;
  /** The variables whose values come from a file. */
  readonly fromFiles: ReadonlySet<string>;
  /** What is wrong with the variables that name files, without any value. */
  readonly problems: readonly {
    /** With `_FILE`. */
    readonly name: string;
    readonly message: string;
  }[];
}

/** The variable that names the file of a secret one. */
export function fileVariable(name: string): string {
  return `${name}_FILE`;
}

/** `env` with each of `names` that is given as a file read from there. */
export function withSecretFiles(env: Variables, names: readonly string[]): WithSecretFiles {
  const given = names.filter((name) => withoutQuotes(env[fileVariable(name)] ?? '') !== '');
  const reads = given.map((name) => ({ name, read: readSecret(env, name) }));
  const values = reads.flatMap(({ name, read }) => ('value' in read ? [[name, read.value]] : []));
  return {
    env: { ...env, ...Object.fromEntries(values) },
    fromFiles: new Set(values.map(([name = '']) => name)),
    problems: reads.flatMap(({ name, read }) =>
      'problem' in read ? [{ name: fileVariable(name), message: read.problem }] : [],
    ),
  };
}

function readSecret(env: Variables, name: string): Read {
  const file = withoutQuotes(env[fileVariable(name)] ?? '');
  const flaw = flawOf(file);
  if (flaw !== null) return { problem: flaw };
  if (withoutQuotes(env[name] ?? '') !== '')
    return { problem: `and ${name} are both set; keep one of them${EXAMPLE}` };
  return secretIn(file);
}

const EXAMPLE = ', for example the file alone: /run/secrets/name';

const FLAWS = {
  'no file': 'does not name a file',
  'too large': 'names a file that is too large',
  unreadable: 'names a file that is not there, or that this user may not read',
} as const;

/** The secret in a file: a token, a key, a list of keys. */
export function secretIn(file: string): Read {
  const read = readSmallFile(file, MAX_FILE_BYTES);
  if ('flaw' in read) return { problem: `${FLAWS[read.flaw]}${EXAMPLE}` };
  const value = withoutQuotes(read.text.replace(/^\uFEFF/, ''));
  return value === '' ? { problem: `names a file that is empty${EXAMPLE}` } : { value };
}
