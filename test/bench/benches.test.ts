import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { BENCHES } from './benches.js';

const run = promisify(execFile);

const bench = async (...args: readonly string[]) =>
  run(process.execPath, ['dist/test/bench/main.js', ...args]);

/** Starting several bots on a busy machine takes its time. */
const PATIENCE_MS = 180_000;

describe('the benches', () => {
  it.each(Object.keys(BENCHES))(
    'runs %s small, and gives every figure',
    async (name) => {
      const { stdout, stderr } = await bench(name, '--small');
      expect(stderr).toBe('');
      expect(stdout).toMatch(/^\n\S.*\n(?: {2}.*\d.*\n)+$/);
      expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
    },
    PATIENCE_MS,
  );

  it('names those there are to somebody who asks for another', async () => {
    await expect(bench('speed')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(Object.keys(BENCHES).join(', ')),
    });
  });
});
