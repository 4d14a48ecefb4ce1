import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { ImagingPool } from '../../../src/imaging/pool/imaging-pool.js';
import { endAfterTest } from '../../support/endings.js';
import { eventually } from '../../support/eventually.js';
import { endlessJpeg } from '../../support/hostile-pictures.js';
import * as pictures from '../../support/pictures.js';
import { childrenOf, isAlive } from '../../support/processes.js';
import { rejectionOf } from '../../support/rejection-of.js';

/** Longer than any test. */
const NEVER_MS = 600_000;

let endless: Buffer;
let ordinary: Buffer;

beforeAll(async () => {
  endless = endlessJpeg();
  ordinary = await pictures.quadrants().jpeg().toBuffer();
});

function setUp(): { pool: ImagingPool; imaging: ImageProcessor } {
  const pool = new ImagingPool();
  endAfterTest(async () => Promise.resolve(pool.stop()));
  return { pool, imaging: new ImageProcessor(pool) };
}

/** Starts reading a picture that takes minutes, in a process that was started for it. */
async function occupied(
  pool: ImagingPool,
  { limitMs = NEVER_MS, signal }: { limitMs?: number; signal?: AbortSignal } = {},
) {
  const before = await childrenOf(process.pid);
  const reading = pool.run(
    { name: 'readInput', args: [endless] },
    { urgency: 'next', personId: 'eve', weightBytes: 0, limitMs, signal },
  );
  return { outcome: rejectionOf(reading), pid: await newChild(before) };
}

/** A process that was not there before, once the shell that bounds it has become Node. */
async function newChild(before: readonly number[]): Promise<number> {
  let pid: number | undefined;
  await eventually(async () => {
    pid = (await childrenOf(process.pid)).find((each) => !before.includes(each));
    return pid !== undefined && (await textOf(pid, 'cmdline')).startsWith(process.execPath);
  });
  return pid ?? 0;
}

async function textOf(pid: number, name: 'cmdline' | 'environ' | 'limits' | 'oom_score_adj') {
  return await readFile(`/proc/${pid}/${name}`, 'utf8');
}

describe('the processes that open pictures', () => {
  it('a picture whose process ends, twice, is refused, and the next one is read by a fresh process', async () => {
    const { pool, imaging } = setUp();
    const { pid, outcome } = await occupied(pool);
    const before = await childrenOf(process.pid);
    process.kill(pid, 'SIGKILL');
    process.kill(await newChild(before), 'SIGSEGV');
    expect(await outcome).toMatchObject({
      name: 'AppError',
      code: 'image.unreadable',
      retryable: false,
      userMessage: 'This picture cannot be opened: it is damaged, or needs too much memory.',
    });
    expect((await imaging.readInput(ordinary)).width).toBe(320);
  });

  it('a picture that takes too long is given up, and its process with it', async () => {
    const { pool } = setUp();
    const { pid, outcome } = await occupied(pool, { limitMs: 500 });
    expect(await outcome).toMatchObject({ code: 'image.timeout', retryable: true });
    expect(await isAlive(pid)).toBe(false);
  });

  it('a picture that is called off ends its process', async () => {
    const { pool, imaging } = setUp();
    const before = await childrenOf(process.pid);
    await imaging.placeholder('');
    const pid = await newChild(before);
    const stop = new AbortController();
    const reading = rejectionOf(
      pool.run(
        { name: 'readInput', args: [endless] },
        {
          urgency: 'next',
          personId: 'eve',
          weightBytes: 0,
          limitMs: NEVER_MS,
          signal: stop.signal,
        },
      ),
    );
    await setImmediate();
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await reading).toBe(reason);
    expect(await isAlive(pid)).toBe(false);
  });

  it('a picture that is called off while it waits is never opened', async () => {
    const { pool } = setUp();
    await occupied(pool);
    await occupied(pool);
    const before = await childrenOf(process.pid);
    const stop = new AbortController();
    const waiting = rejectionOf(
      pool.run(
        { name: 'readInput', args: [ordinary] },
        {
          urgency: 'next',
          personId: 'eve',
          weightBytes: 0,
          limitMs: NEVER_MS,
          signal: stop.signal,
        },
      ),
    );
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await waiting).toBe(reason);
    expect(await childrenOf(process.pid)).toEqual(before);
  });

  it('a picture is read while two of somebody else’s take minutes', async () => {
    const { pool, imaging } = setUp();
    await occupied(pool);
    await occupied(pool);
    expect((await imaging.readInput(ordinary, 'ben')).width).toBe(320);
  });

  it('a process that ended while it had nothing to do is replaced', async () => {
    const { imaging } = setUp();
    const before = await childrenOf(process.pid);
    await imaging.readInput(ordinary);
    const pid = await newChild(before);
    process.kill(pid, 'SIGKILL');
    await eventually(async () => !(await childrenOf(process.pid)).includes(pid));
    expect((await imaging.readInput(ordinary)).width).toBe(320);
  });

  it('a process may have no more memory than pictures need, is the first that the kernel ends, and knows no secret', async () => {
    const { pool } = setUp();
    process.env['A_TOKEN'] = 'secret';
    endAfterTest(async () => Promise.resolve(delete process.env['A_TOKEN']));
    const { pid } = await occupied(pool);
    expect(await textOf(pid, 'limits')).toMatch(
      new RegExp(String.raw`Max data size\s+${900 * 1024 * 1024}\s`),
    );
    expect((await textOf(pid, 'oom_score_adj')).trim()).toBe('1000');
    expect(await textOf(pid, 'environ')).not.toContain('secret');
  });
});
