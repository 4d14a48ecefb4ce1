import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import { AppError } from '../platform/app-error.js';
import { systemClock } from '../platform/clock.js';
import { MIN_SECRET_CHARACTERS, secretsIn, type Environment } from '../config/environment.js';
import { withoutSecrets } from '../platform/secrets.js';
import { visibleText } from '../interactions/visible-text.js';
import type { StorageAccess } from './storage.js';
import { Progress, type ProgressStream } from './progress.js';

/** The streams of a process, as far as commands use them. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: ProgressStream & NodeJS.WritableStream;
}

/**
 * What every command gets: the environment it was called in, the stored data, and where its words
 * go. Results go to standard output, as lines for people or with `--json` as one JSON text; all
 * else to standard error. No secret of the environment appears in either, and nothing that a
 * terminal would obey or hide: what people wrote is among the results.
 */
export class Shell {
  /** Whether results are JSON. */
  isJson = false;
  /** What the process ends with when the command does not throw. */
  exitCode = 0;
  private readonly secrets: string[];

  constructor(
    readonly env: Environment,
    private readonly streams: Streams,
    /** Loads what opens the stored data; a command that does without does not wait for it. */
    readonly storage: () => Promise<StorageAccess>,
  ) {
    this.secrets = secretsIn(env);
  }

  /** Writes the result of a command, once. */
  result(json: object, lines: readonly string[]): void {
    const text = this.isJson ? visibleJson(json) : visibleText(lines.join('\n'));
    this.write(`${text}\n`);
  }

  /** Writes text to standard output as it is. */
  write(text: string): void {
    this.streams.stdout.write(withoutSecrets(text, this.secrets));
  }

  /** Writes a line that is not part of the result. */
  note(line: string): void {
    this.streams.stderr.write(`${withoutSecrets(visibleText(line), this.secrets)}\n`);
  }

  /** @param total how much there is to do; null where nobody knows. */
  progress(label: string, total: number | null): Progress {
    return new Progress(this.streams.stderr, systemClock, label, total);
  }

  /**
   * Asks before something that cannot be undone.
   *
   * @returns whether the answer was `yes`, in full.
   * @throws AppError `usage.no_terminal` where there is nobody to ask.
   */
  async confirm(question: string): Promise<boolean> {
    this.needTerminal(question, 'Say so with --yes.');
    const { stdin, stderr } = this.streams;
    const asking = createInterface({ input: stdin, output: stderr });
    try {
      const answer = await asking.question(`${question} Type yes to go on: `);
      return answer.trim().toLowerCase() === 'yes';
    } finally {
      asking.close();
    }
  }

  /**
   * Asks for a secret: what is typed is not shown, and appears in no output afterwards.
   *
   * @returns the answer without the white space around it; it may be empty.
   * @throws AppError `usage.no_terminal` where there is nobody to ask, `usage.interrupted` when
   *   there is no answer: after Ctrl-C, or when the input ended.
   */
  async askSecret(question: string): Promise<string> {
    this.needTerminal(question);
    const { stdin, stderr } = this.streams;
    const asking = createInterface({ input: stdin, output: silent(), terminal: true });
    const left = new Promise<never>((_, reject) => {
      asking.once('SIGINT', () => asking.close());
      asking.once('close', () => reject(interrupted()));
    });
    try {
      const typed = asking.question('').catch(() => left);
      // Not before the terminal has stopped showing what is typed.
      stderr.write(`${question} `);
      const answer = (await Promise.race([typed, left])).trim();
      if (answer.length >= MIN_SECRET_CHARACTERS) this.secrets.push(answer);
      return answer;
    } finally {
      asking.close();
      stderr.write('\n');
    }
  }

  /**
   * @param why what would be asked there.
   * @param remedy what can be done without one.
   * @throws AppError `usage.no_terminal` where there is nobody to ask.
   */
  needTerminal(why: string, remedy = 'Run it in one, or write .env by hand.'): void {
    if (this.streams.stdin.isTTY === true) return;
    throw new AppError({
      code: 'usage.no_terminal',
      retryable: false,
      userMessage: `${why} There is no terminal to ask on. ${remedy}`,
    });
  }
}

/** A stream that nothing comes out of. */
function silent(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

function interrupted(): AppError {
  return new AppError({
    code: 'usage.interrupted',
    retryable: false,
    userMessage: 'Stopped. Nothing was changed.',
  });
}

/** JSON of the same value in which what a terminal would obey or hide is escaped. */
function visibleJson(value: object): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[\p{Default_Ignorable_Code_Point}\u007F-\u009F]/gu,
    (hidden) => hidden.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
