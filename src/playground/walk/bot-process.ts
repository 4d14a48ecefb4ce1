import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

/** Options of a bot process: the built bot of the project in the current folder. */
export interface BotProcessOptions {
  /**
   * The bot's environment. Of this process's environment, only what any program needs is passed on.
   */
  readonly env: Readonly<Record<string, string>>;
  /** A command that starts the bot, such as `unshare`; none by default. */
  readonly through?: readonly string[];
  /** The folder in which it runs and looks for `.env`; the current one by default. */
  readonly cwd?: string;
  /** Receives each line of both streams; `log` and `output` then stay empty. */
  readonly onLine?: (line: string) => void;
  /** Whether it is killed when this process ends in any way; not by default. */
  readonly endsWithStarter?: boolean;
}

/** One line of the bot's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg: string };

/** Ends the bot together with its parent process; a module of the built playground. */
const END_WITH_STARTER = 'dist/src/playground/end-with-starter.cjs';

/** How long a start or a stop may take before it counts as failed. */
const TIMEOUT_MS = 90_000;

/** The command of `npm start` without npm, so that signals reach the bot itself. */
function startCommand(endsWithStarter: boolean): string[] {
  const manifest: { scripts: { start: string } } = JSON.parse(readFileSync('package.json', 'utf8'));
  const args = manifest.scripts.start.split(' ').slice(1);
  return [
    process.execPath,
    ...(endsWithStarter ? ['--require', path.resolve(END_WITH_STARTER)] : []),
    ...args.map((arg) => (arg.includes('/') ? path.resolve(arg) : arg)),
  ];
}

/** The real, built bot as a separate process, as an operator runs it. */
export class BotProcess {
  readonly log: LogLine[] = [];
  /** All output of both streams. */
  output = '';

  /** Settles when the process has ended and all its output was received. */
  private readonly closed: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    onLine: BotProcessOptions['onLine'],
  ) {
    this.closed = once(child, 'close');
    if (onLine) {
      for (const input of [child.stdout, child.stderr]) {
        if (input) createInterface({ input }).on('line', onLine);
      }
      return;
    }
    child.stderr?.on('data', (chunk: Buffer) => {
      this.output += chunk.toString();
      child.emit('output');
    });
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => this.take(line));
    }
  }

  /**
   * Starts the bot and waits until it logs that it is ready. Rejects with its output if it ends.
   */
  static async start(options: BotProcessOptions): Promise<BotProcess> {
    const bot = BotProcess.spawn(options);
    await bot.ready();
    return bot;
  }

  /** Starts the bot without waiting. */
  static spawn(options: BotProcessOptions): BotProcess {
    const { env, through = [], cwd = '.', onLine, endsWithStarter = false } = options;
    const [command = process.execPath, ...args] = [...through, ...startCommand(endsWithStarter)];
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(command, args, {
      cwd,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(endsWithStarter ? (['ipc'] as const) : [])],
      // In a separate group, a Ctrl-C reaches only the parent, which then stops the bot.
      detached: endsWithStarter,
    });
    return new BotProcess(child, onLine);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Whether the process has ended. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Waits until the bot says that it is ready. Rejects with its output if it ends instead. */
  async ready(): Promise<void> {
    const ended = this.ended().then((code) => {
      throw new Error(`The bot ended with code ${code} instead of starting:\n${this.output}`);
    });
    await Promise.race([this.logged('Ready'), ended]);
  }

  /** Waits for a log line; one that is already there counts. */
  async logged(msg: string, matches: (line: LogLine) => boolean = () => true): Promise<LogLine> {
    return this.found(`"${msg}"`, () => this.log.find((line) => line.msg === msg && matches(line)));
  }

  /** Waits for text in its output, from the character `from` on, and returns the text. */
  async wrote(pattern: RegExp, from = 0): Promise<string> {
    return this.found(String(pattern), () => pattern.exec(this.output.slice(from))?.[0]);
  }

  /** Waits until the process has ended, and returns its exit code (null after a signal). */
  async ended(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }

  /** Sends a signal without waiting. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends the process at once, like a power cut. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  /** Asks the process to stop, as an operator does, and returns its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    const timeout = new AbortController();
    const tooLong = setTimeout(TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
      throw new Error(`The bot did not stop:\n${this.output}`);
    });
    tooLong.catch(() => undefined);
    try {
      return await Promise.race([this.ended(), tooLong]);
    } finally {
      timeout.abort();
    }
  }

  /** Calls `look` after each new output until it returns something. */
  private async found<T>(what: string, look: () => T | undefined): Promise<T> {
    const deadline = AbortSignal.timeout(TIMEOUT_MS);
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      try {
        await once(this.child, 'output', { signal: deadline });
      } catch (cause) {
        throw new Error(`The bot did not write ${what}:\n${this.output}`, { cause });
      }
    }
  }

  private take(line: string): void {
    this.output += `${line}\n`;
    if (line.startsWith('{')) {
      const parsed: LogLine = JSON.parse(line);
      this.log.push(parsed);
    }
    this.child.emit('output');
  }
}
