import { describe, expect, it } from '@jest/globals';

import { KeyedMutex } from '../../src/platform/keyed-mutex.js';
import { gate } from '../support/gate.js';

describe('the mutex of an interaction', () => {
  it('the mutex runs work on one interaction one after the other, in the order of asking', async () => {
    const mutex = new KeyedMutex();
    const gates = [gate(), gate(), gate()];
    const events: string[] = [];
    const works = gates.map(({ opened }, n) =>
      mutex.run('one', async () => {
        events.push(`begin ${n}`);
        await opened;
        events.push(`end ${n}`);
      }),
    );
    for (const each of gates.toReversed()) each.open();
    await Promise.all(works);
    expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('the mutex does not let work wait for work on another interaction', async () => {
    const mutex = new KeyedMutex();
    const held = gate();
    const first = mutex.run('one', () => held.opened);
    let hasRun = false;
    await mutex.run('other', async () => {
      hasRun = true;
    });
    expect(hasRun).toBe(true);
    held.open();
    await first;
  });

  it('the mutex passes on an error to whoever asked, and goes on with the next', async () => {
    const mutex = new KeyedMutex();
    const failing = mutex.run('one', () => Promise.reject(new Error('broken')));
    let hasRun = false;
    const next = mutex.run('one', async () => {
      hasRun = true;
    });
    await expect(failing).rejects.toThrow('broken');
    await next;
    expect(hasRun).toBe(true);
  });

  it('the mutex runs work in order again after a pause', async () => {
    const mutex = new KeyedMutex();
    await mutex.run('one', async () => undefined);
    const held = gate();
    const events: string[] = [];
    const first = mutex.run('one', async () => {
      await held.opened;
      events.push('first');
    });
    const second = mutex.run('one', async () => void events.push('second'));
    held.open();
    await Promise.all([first, second]);
    expect(events).toEqual(['first', 'second']);
  });

  it('the mutex leaves nothing in memory once the work is over, well or badly', async () => {
    const mutex = new KeyedMutex();
    const ids = Array.from({ length: 100 }, (_, n) => `interaction ${n}`);
    await Promise.allSettled(
      ids.flatMap((id, n) => [
        mutex.run(id, async () => undefined),
        mutex.run(id, () => (n % 2 ? Promise.reject(new Error('broken')) : Promise.resolve())),
      ]),
    );
    expect(mutex).toHaveProperty('queues', new Map());
  });
});
