import { PassThrough } from 'node:stream';

import type { Environment } from '../../src/config/environment.js';
import { Shell } from '../../src/cli/shell.js';

/** A shell whose streams are kept, with a person at the terminal who answers, or nobody. */
export class RecordingShell {
  readonly shell: Shell;
  private readonly out: string[] = [];
  private readonly error: string[] = [];

  /** @param answers what the person types, one for each question; none: there is no terminal. */
  constructor(env: Environment = {}, ...answers: readonly string[]) {
    const stdin = Object.assign(new PassThrough(), { isTTY: answers.length > 0 });
    const stderr = kept(this.error);
    const left = [...answers];
    stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().endsWith(': ')) stdin.write(`${left.shift() ?? '\u0003'}\n`);
    });
    this.shell = new Shell(
      env,
      { stdin, stdout: kept(this.out), stderr },
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
