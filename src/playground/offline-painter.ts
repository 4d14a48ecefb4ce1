import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** The built offline model, a separate program that implements Gemini's `generateContent`. */
const PROGRAM = 'dist/src/playground/gemini/serve.js';

/**
 * The process of the offline painter. It ends with this one, because its standard input then
 * closes.
 */
export class OfflinePainter {
  #child: ChildProcess | undefined;
  #url: Promise<string> | undefined;

  /** Its address. Starts the process if necessary. Rejects when the process ends instead. */
  async url(): Promise<string> {
    this.#url ??= this.#start();
    return this.#url;
  }

  /** Ends the process and waits for its end. */
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
      // A separate process group, so that a Ctrl-C does not end it before the bot.
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
