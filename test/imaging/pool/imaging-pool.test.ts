import { readFile } from 'node:fs/promises';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { ImagingPool, type JobTerms } from '../../../src/imaging/pool/imaging-pool.js';
import { endAfterTest } from '../../support/endings.js';
import { eventually } from '../../support/eventually.js';
import { endlessJpeg } from '../../support/hostile-pictures.js';
import * as pictures from '../../support/pictures.js';
import { childrenOf, isAlive } from '../../support/processes.js';
import { rejectionOf } from '../../support/rejection-of.js';

/** The limit is longer than any test. */
const TERMS: JobTerms = { urgency: 'next', personId: 'eve', weightBytes: 0, limitMs: 600_000 };

let endless: Buffer;
let ordinary: Buffer;

beforeAll(async () => {
  endless = endlessJpeg();
  ordinary = await pictures.quadrants().jpeg().toBuffer();
});

function setUp(): { pool: ImagingPool; imaging: ImageProcessor } {
  const pool = new ImagingPool();
  endAfterTest(() => pool.stop());
  return { pool, imaging: new ImageProcessor(pool) };
}

/**
 * Starts reading a picture that takes minutes, and waits until a process that is there for it does.
 */
async function occupied(pool: ImagingPool, signal?: AbortSignal) {
  const before = await childrenOf(process.pid);
  const outcome = rejectionOf(
    pool.run({ name: 'readInput', args: [endless] }, { ...TERMS, signal }),
  );
  return { outcome, pid: await processAtWork(before) };
}

/** A process that was not there before, once it has more memory than one that does nothing. */
async function processAtWork(before: readonly number[]): Promise<number> {
  let pid = 0;
  await eventually(async () => {
    pid = (await childrenOf(process.pid)).find((each) => !before.includes(each)) ?? 0;
    return pid !== 0 && Number(/VmRSS:\s+(\d+)/.exec(await textOf(pid, 'status'))?.[1]) > 120_000;
  });
  return pid;
}

async function textOf(pid: number, name: 'environ' | 'limits' | 'oom_score_adj' | 'status') {
  return await readFile(`/proc/${pid}/${name}`, 'utf8');
}

describe('the processes that open pictures', () => {
  it('a picture whose process ends, twice, is refused, and the next one is read by a fresh process', async () => {
    const { pool, imaging } = setUp();
    const { pid, outcome } = await occupied(pool);
    const before = await childrenOf(process.pid);
    process.kill(pid, 'SIGKILL');
    process.kill(await processAtWork(before), 'SIGSEGV');
    expect(await outcome).toMatchObject({
      name: 'AppError',
      code: 'image.unreadable',
      retryable: false,
      userMessage: 'This picture cannot be opened: it is damaged, or needs too much memory.',
    });
    expect((await imaging.readInput(ordinary)).width).toBe(320);
  });

  it('a picture that takes too long is given up, and its process with it', async () => {
    const { pool, imaging } = setUp();
    const before = await childrenOf(process.pid);
    await imaging.placeholder('');
    const reading = pool.run({ name: 'readInput', args: [endless] }, { ...TERMS, limitMs: 500 });
    const children = await childrenOf(process.pid);
    expect(children).toHaveLength(before.length + 1);
    expect(await rejectionOf(reading)).toMatchObject({ code: 'image.timeout', retryable: true });
    expect(await childrenOf(process.pid)).toEqual(before);
  });

  it('a picture that is called off ends its process', async () => {
    const { pool } = setUp();
    const stop = new AbortController();
    const { pid, outcome } = await occupied(pool, stop.signal);
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await outcome).toBe(reason);
    expect(await isAlive(pid)).toBe(false);
  });

  it('a picture that is called off while it waits is never opened', async () => {
    const { pool } = setUp();
    await occupied(pool);
    await occupied(pool);
    const before = await childrenOf(process.pid);
    const stop = new AbortController();
    const reading = pool.run(
      { name: 'readInput', args: [ordinary] },
      { ...TERMS, signal: stop.signal },
    );
    const outcome = rejectionOf(reading);
    const reason = new Error('enough');
    stop.abort(reason);
    expect(await outcome).toBe(reason);
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
    const pid = (await childrenOf(process.pid)).find((each) => !before.includes(each)) ?? 0;
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

  it('a process opens none of the other types that its decoder knows, and draws all the same', async () => {
    const { imaging } = setUp();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>');
    const picture = { bytes: svg, mediaType: 'image/png', width: 9, height: 9 } as const;
    await expect(imaging.fit(picture, { maxBytes: 10 })).rejects.toMatchObject({
      code: 'image.unreadable',
    });
    const drawing = { prompt: 'a lake', pictures: [], styleKey: null };
    expect((await imaging.draw(drawing, new AbortController().signal)).width).toBe(1024);
    await expect(imaging.fit(picture, { maxBytes: 10 })).rejects.toMatchObject({
      code: 'image.unreadable',
    });
  });
});
