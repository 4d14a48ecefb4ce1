import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { endAfterTest, type E2eWorld } from './e2e-world.js';

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
    const child = spawn(process.execPath, [path.resolve('dist/src/nanobanana.js'), ...args], {
      cwd: world.cwd,
      env: { PATH, HOME, ...world.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    endAfterTest(async () => child.kill('SIGKILL'));
    return new CliProcess(child);
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
