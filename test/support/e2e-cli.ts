import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { E2eWorld } from './e2e-world.js';
import { startNodeProgram } from './node-program.js';

const manifest: { bin: { nanobanana: string } } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The file that `npx nanobanana` runs in a checkout that was built. */
export const CLI_FILE = path.resolve(manifest.bin.nanobanana);

/** How a command ended. */
export interface CliResult {
  /** Null after a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command line as a process of its own, as an operator runs it. */
export class CliProcess {
  readonly ended: Promise<CliResult>;

  private stdout = '';
  private stderr = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString();
      child.emit('output');
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = this.end();
  }

  /** Starts a command where the bot of the world runs, with its environment. */
  static start(world: E2eWorld, args: readonly string[], env = {}): CliProcess {
    const { PATH = '', HOME = '' } = process.env;
    const child = startNodeProgram([CLI_FILE, ...args], {
      cwd: world.cwd,
      env: { PATH, HOME, ...world.env, ...env },
    });
    return new CliProcess(child);
  }

  /**
   * Starts a command that stops itself halfway, and waits until it has.
   *
   * @param at a function of `node:fs/promises`, what a path has to hold, and how often.
   */
  static async paused(
    world: E2eWorld,
    args: readonly string[],
    at: readonly ['rename' | 'unlink' | 'readFile', string, number],
  ): Promise<CliProcess> {
    const command = CliProcess.start(world, args, { PAUSE_AT: at.join(' ') });
    const ended = command.ended.then(({ code, stdout, stderr }) => {
      throw new Error(`It ended with ${code} before it could pause:\n${stdout}${stderr}`);
    });
    await Promise.race([once(command.child, 'message'), ended]);
    return command;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Waits until standard output has a text. */
  async printed(text: string): Promise<void> {
    while (!this.stdout.includes(text)) await once(this.child, 'output');
  }

  private async end(): Promise<CliResult> {
    await once(this.child, 'close');
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs a command to its end. */
export async function cli(
  world: E2eWorld,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliResult> {
  return CliProcess.start(world, args, env).ended;
}
