import { walkThrough } from './walk/walk.js';
import { DataDirectory } from './data-directory.js';
import { freePort } from './free-port.js';
import { demoOptions, USAGE } from './options.js';
import type { DemoOptions } from './options.js';
import { Playground } from './playground.js';
import { UsageError } from './usage-error.js';

/** The exit code for a wrong command line, as in most programs. */
const EXIT_USAGE = 2;
/** npm passes on a Ctrl-C that the terminal has already sent. Both are one press. */
const SAME_PRESS_MS = 1_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The program behind `npm run demo`. */
async function run(options: DemoOptions): Promise<void> {
  switch (options.kind) {
    case 'help':
      say(USAGE);
      return;
    case 'walk':
      return walkThrough(options.dir);
    case 'playground':
      return play(options);
  }
}

async function play({
  port: wanted,
  opensBrowser,
  dataDir,
}: Extract<DemoOptions, { kind: 'playground' }>): Promise<void> {
  const stopped = firstStopSignal();
  const data = await DataDirectory.open(dataDir);
  const port = await freePort(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken; this one takes ${port}.\n`);
  const playground = await Playground.start({
    port,
    data,
    gemini: {
      apiKey: process.env['GOOGLE_API_KEY'] || process.env['GEMINI_API_KEY'] || undefined,
      name: process.env['GEMINI_MODEL'] || undefined,
      url: process.env['GOOGLE_GEMINI_BASE_URL'] || undefined,
    },
    logLevel: process.env['LOG_LEVEL'],
  });
  say(greeting(playground.address, dataDir));
  playground.bot.on('state', ({ status }) => {
    if (status === 'crashed') say(`The bot ended by itself. ${lastWords(playground)}\n`);
  });
  if (opensBrowser) await openInBrowser(playground.address);
  await stopped;
  say('Stopping …\n');
  await playground.stop();
}

/** The last line of the bot, which usually says why it ended. */
function lastWords({ bot }: Playground): string {
  const line = bot.log.lines.at(-1);
  return line === undefined ? 'It wrote nothing.' : `It wrote last: ${line.text}`;
}

function greeting(address: string, dataDir: string | undefined): string {
  const keeping =
    dataDir === undefined
      ? 'Nothing is kept when it ends (--data DIR keeps everything).'
      : `Everything is kept in ${dataDir}.`;
  return `
  Nano Banana is running. Open

    ${address}

  and mention the bot with a prompt or a picture. Then kill it and press an old button.
  Open the page twice to be two people. ${keeping}
  Ctrl-C ends it.

`;
}

async function openInBrowser(address: string): Promise<void> {
  // Loaded only on request, because it searches for browsers.
  const { default: open } = await import('open');
  const opener = await open(address);
  opener.once('error', () => say('No browser could be opened; open the address yourself.\n'));
}

/**
 * Resolves with the first stop signal; a later one ends the process at once, and the bot with it.
 */
async function firstStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let stoppedAtMs: number | undefined;
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        stoppedAtMs ??= Date.now();
        if (Date.now() - stoppedAtMs > SAME_PRESS_MS) process.exit(1);
        resolve();
      });
    }
  });
}

function say(text: string): void {
  process.stdout.write(text);
}

try {
  await run(demoOptions(process.argv.slice(2)));
  process.exit(0);
} catch (error) {
  const isUsage = error instanceof UsageError;
  const text = isUsage ? `${error.message}\n\n${USAGE}` : `The demo failed. ${textOf(error)}\n`;
  process.stderr.write(text);
  process.exit(isUsage ? EXIT_USAGE : 1);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
