import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import path from 'node:path';

import { endAfterTest } from './endings.js';

/** Lets a program pause halfway, where its environment has PAUSE_AT. */
const PAUSE_AT = path.resolve('test/support/pause-at.cjs');

/** Lets a program end when this process is gone, even if it was killed. */
const END_WITH_STARTER = path.resolve('dist/src/playground/end-with-starter.cjs');

/**
 * Starts a Node program that does not outlive its test: it is killed after it, whatever came of it,
 * and also when Jest itself is. Standard output and error are pipes.
 */
export function startNodeProgram(
  args: readonly string[],
  options: Omit<SpawnOptions, 'stdio'> = {},
): ChildProcess {
  const pausing = options.env?.['PAUSE_AT'] === undefined ? [] : ['--require', PAUSE_AT];
  const child = spawn(process.execPath, ['--require', END_WITH_STARTER, ...pausing, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  endAfterTest(async () => child.kill('SIGKILL'));
  return child;
}
