import { describe, expect, it, jest } from '@jest/globals';

import { ImagingQueue } from '../../src/imaging/imaging-queue.js';

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = jest.fn();
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const failing = async (): Promise<never> => Promise.reject(new Error('broken'));

describe('the imaging queue', () => {
  it('the imaging queue runs two jobs at a time, in order', async () => {
    const queue = new ImagingQueue();
    const jobs = [0, 1, 2, 3].map(() => ({ begun: gate(), mayEnd: gate() }));
    let running = 0;
    const seen: number[] = [];
    const done = jobs.map((job, index) =>
      queue.run(async () => {
        running += 1;
        seen.push(running);
        job.begun.open();
        await job.mayEnd.opened;
        running -= 1;
        return index;
      }),
    );
    await jobs[1]!.begun.opened;
    expect(seen).toEqual([1, 2]);
    jobs[1]!.mayEnd.open();
    await jobs[2]!.begun.opened;
    expect(seen).toEqual([1, 2, 2]);
    for (const job of jobs) job.mayEnd.open();
    expect(await Promise.all(done)).toEqual([0, 1, 2, 3]);
    expect(Math.max(...seen)).toBe(2);
  });

  it('the imaging queue hands on an error and goes on', async () => {
    const queue = new ImagingQueue();
    await expect(queue.run(failing)).rejects.toThrow('broken');
    await expect(queue.run(failing)).rejects.toThrow('broken');
    expect(await queue.run(async () => Promise.resolve('fine'))).toBe('fine');
  });

  it('the imaging queue never starts a job whose signal fired while it waited', async () => {
    const queue = new ImagingQueue();
    const first = gate();
    const running = [0, 1].map(() => queue.run(() => first.opened));
    const stop = new AbortController();
    let started = false;
    const waiting = queue.run(async () => {
      started = true;
      await Promise.resolve();
    }, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(queue.run(() => first.opened, stop.signal)).rejects.toThrow('enough');
    first.open();
    await Promise.all(running);
    expect(await queue.run(async () => Promise.resolve('next'))).toBe('next');
    expect(started).toBe(false);
  });
});
