import { PassThrough } from 'node:stream';

import type { Environment } from '../../src/config/environment.js';
import { Shell } from '../../src/cli/shell.js';

/** A shell whose streams are kept, with a person at the terminal who answers, or nobody. */
export class RecordingShell {
  readonly shell: Shell;
  private readonly out: string[] = [];
  private readonly error: string[] = [];

  /** @param answer what the person types when asked; undefined: there is no terminal. */
  constructor(env: Environment = {}, answer?: string) {
    const stdin = Object.assign(new PassThrough(), { isTTY: answer !== undefined });
    if (answer !== undefined) stdin.write(`${answer}\n`);
    this.shell = new Shell(
      env,
      { stdin, stdout: kept(this.out), stderr: kept(this.error) },
      () => import('../../src/storage-access.js'),
    );
  }

  get stdout(): string {
    return this.out.join('');
  }

  get stderr(): string {
    return this.error.join('');
  }
}

function kept(chunks: string[]): PassThrough {
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return stream;
}
