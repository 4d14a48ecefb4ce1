import { parseArgs } from 'node:util';

import { UsageError } from './usage-error.js';

/** The options of `npm run demo`. */
export type DemoOptions =
  | { readonly kind: 'help' }
  | { readonly kind: 'walk'; readonly dir: string }
  | {
      readonly kind: 'playground';
      readonly port: number;
      readonly opensBrowser: boolean;
      /** The directory for all data; undefined when nothing is kept. */
      readonly dataDir: string | undefined;
    };

/** Easy to remember: the year in which Discord started. */
const DEFAULT_PORT = 2015;
const DEFAULT_WALK_DIR = 'demo_data';

/** What `--help` prints. */
export const USAGE = `Usage: npm run demo -- [options]

The bot at work in a browser: a stand-in for Discord on this machine, no account, no key.

  --port N       the port to begin with, ${DEFAULT_PORT} unless told; a taken one is passed over
  --open         opens the page in the browser
  --data DIR     keeps everything in DIR, and goes on from there the next time
  --walk [DIR]   walks through the bot in the terminal instead; pictures go to DIR (${DEFAULT_WALK_DIR})
  --help         prints this

With GOOGLE_API_KEY or GEMINI_API_KEY set, Gemini makes the pictures; GEMINI_MODEL says which.
`;

/**
 * Parses the command line.
 *
 * @throws UsageError for an unknown flag, a missing or wrong value, or flags that exclude each
 * other.
 */
export function demoOptions(args: readonly string[]): DemoOptions {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'help' };
  const [dir, surplus] = positionals;
  if (values.walk) {
    const other = (['port', 'open', 'data'] as const).find((name) => values[name] !== undefined);
    if (other !== undefined) throw new UsageError(`--walk does not go together with --${other}.`);
    if (surplus !== undefined) throw new UsageError(`--walk takes one directory, not two.`);
    return { kind: 'walk', dir: dir ?? DEFAULT_WALK_DIR };
  }
  if (dir !== undefined) throw new UsageError(`"${dir}" belongs to no option.`);
  if (values.data === '') throw new UsageError('--data takes the name of a directory.');
  return {
    kind: 'playground',
    port: values.port === undefined ? DEFAULT_PORT : portOf(values.port),
    opensBrowser: values.open ?? false,
    dataDir: values.data,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        open: { type: 'boolean' },
        data: { type: 'string' },
        walk: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--port takes a number from 1 to 65535, not "${text}".`);
  return port;
}
