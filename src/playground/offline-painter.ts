import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The built offline model, a program of its own that speaks Gemini's `generateContent`. */
const PROGRAM = 'dist/src/playground/gemini/serve.js';

/** The offline painter's process. It ends with this one, as its standard input closes then. */
export class OfflinePainter {
  #child: ChildProcess | undefined;
  #url: Promise<string> | undefined;

  /** Where it listens; it is started when it does not run. Rejects when it ends instead. */
  async url(): Promise<string> {
    this.#url ??= this.#start();
    return this.#url;
  }

  /** Ends it and waits until it is gone. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async #start(): Promise<string> {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [path.resolve(PROGRAM)], {
      env: { PATH, HOME },
      stdio: ['pipe', 'pipe', 'inherit'],
      // In a group of its own, so that a Ctrl-C does not end it before the bot.
      detached: true,
    });
    this.#child = child;
    child.once('exit', () => {
      this.#child = undefined;
      this.#url = undefined;
    });
    return addressOf(child);
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout !== null)
    for await (const line of createInterface({ input: stdout })) {
      const url = /^PAINTER_URL=(\S+)$/.exec(line)?.[1];
      if (url !== undefined) return url;
    }
  throw new Error('The offline painter did not start.');
}
