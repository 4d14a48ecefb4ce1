import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startNodeProgram } from '../support/node-program.js';

const PROGRAM = join(process.cwd(), 'dist/src/sandbox/main.js');

const start = async (...options: string[]) => {
  const child = startNodeProgram([PROGRAM, ...options]);
  const exited = once(child, 'exit');
  const [text] = (await once(child.stdout!, 'data')) as [Buffer];
  const [, url = '', token = ''] =
    /^DISCORD_API_URL=(.+)\nDISCORD_TOKEN=(.+)\n$/.exec(text.toString()) ?? [];
  return { child, exited, url, token };
};

describe('the sandbox as a program', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sandbox-main-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  it('the program says where it listens, keeps its world, and ends on SIGTERM', async () => {
    const names: unknown[] = [];
    for (const _ of ['first', 'again']) {
      const { child, exited, url, token } = await start('--world', join(directory, 'world'));
      expect(new URL(url).hostname).toBe('127.0.0.1');
      const headers = { authorization: `Bot ${token}` };
      const me = (await (await fetch(`${url}/v10/users/@me`, { headers })).json()) as {
        id: string;
      };
      names.push(me.id);
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    }
    expect(names[0]).toBe(names[1]);
  });

  it('the program explains a wrong option and ends with 1', async () => {
    const child = startNodeProgram([PROGRAM, '--port', 'x']);
    const exited = once(child, 'exit');
    const [text] = (await once(child.stderr!, 'data')) as [Buffer];
    expect(text.toString()).toContain('--port takes a number');
    expect(await exited).toEqual([1, null]);
  });
});
