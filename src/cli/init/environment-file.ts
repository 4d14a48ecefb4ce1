import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { textOf } from '../../config/environment.js';
import { fileVariable } from '../../config/secret-files.js';
import { AppError } from '../../platform/app-error.js';

const FILE = '.env';
/** Written whole before it takes the place of the other one. */
const NEW_FILE = '.env.new';

const FIRST_LINE =
  '# Made by nanobanana init. docs/configuration.md names what else can stand here.\n';

/** What the bot needs from others. */
export interface Access {
  readonly token: string;
  /** Null: the bot draws by itself. */
  readonly key: string | null;
}

const NAMES = ['DISCORD_TOKEN', 'GOOGLE_API_KEY', 'GEMINI_API_KEY'];

/** The variables that say token, key or model, all of which are asked for. */
export const ACCESS_VARIABLES: readonly string[] = [
  ...NAMES,
  ...NAMES.map(fileVariable),
  'IMAGE_MODEL',
];

/** Whether there is a file `.env` in a directory. */
export function hasEnvironmentFile(dir: string): boolean {
  return existsSync(path.join(dir, FILE));
}

/**
 * Puts token and key into the file `.env` of a directory, in UTF-8, readable for its owner alone.
 * What else stands in the file stays.
 *
 * @throws AppError `storage.environment_file` when it cannot be written.
 */
export async function writeEnvironmentFile(dir: string, access: Access): Promise<void> {
  try {
    const [file, newFile] = [path.join(dir, FILE), path.join(dir, NEW_FILE)];
    const former = hasEnvironmentFile(dir) ? textOf(await readFile(file)) : FIRST_LINE;
    await rm(newFile, { force: true });
    await writeFile(newFile, withAccess(former, access), { mode: 0o600, flag: 'wx' });
    await rename(newFile, file);
  } catch (cause) {
    throw new AppError({
      code: 'storage.environment_file',
      retryable: false,
      userMessage: 'The file .env cannot be written in this directory.',
      cause,
    });
  }
}

/** The text of a `.env` file with token and key in it, and with no other ones. */
export function withAccess(text: string, { token, key }: Access): string {
  const values = new Map<string, string>([
    ['DISCORD_TOKEN', token],
    key === null ? ['IMAGE_MODEL', 'offline'] : ['GOOGLE_API_KEY', key],
  ]);
  const gone = new Set(ACCESS_VARIABLES);
  const lines = text
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => {
      const name = /^\s*(?:export\s+)?([A-Z_0-9]+)\s*=/.exec(line)?.[1] ?? '';
      const value = values.get(name);
      if (value === undefined) return gone.has(name) ? [] : [line];
      values.delete(name);
      // A second line of the same name would win over the first.
      gone.add(name);
      return [assignment(name, value)];
    });
  const added = [...values].map(([name, value]) => assignment(name, value));
  return [...lines, ...added, ''].join('\n');
}

/** Without quotes, a `#` would begin a comment. */
function assignment(name: string, value: string): string {
  if (/^[\w.-]*$/.test(value)) return `${name}=${value}`;
  const quote = value.includes("'") ? '"' : "'";
  return `${name}=${quote}${value}${quote}`;
}
