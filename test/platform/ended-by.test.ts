import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { describe, expect, it } from '@jest/globals';

import { endedBy } from '../../src/platform/ended-by.js';
import { gate } from '../support/gate.js';
import { rejectionOf } from '../support/rejection-of.js';

const TIME_IS_UP = new Error('time is up');
const never = () => new Promise<never>(() => undefined);

describe('work that a signal ends', () => {
  it('the work’s result or failure is passed on while the signal has not fired', async () => {
    const { signal } = new AbortController();
    expect(await endedBy(Promise.resolve('done'), signal)).toBe('done');
    const broken = new Error('broken');
    expect(await rejectionOf(endedBy(Promise.reject(broken), signal))).toBe(broken);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('the work is waited for no longer once the signal fires, whatever it does', async () => {
    const stop = new AbortController();
    const ended = rejectionOf(endedBy(never(), stop.signal));
    stop.abort(TIME_IS_UP);
    expect(await ended).toBe(TIME_IS_UP);
    expect(await rejectionOf(endedBy(never(), stop.signal))).toBe(TIME_IS_UP);
  });

  it('the work’s result is let go of, although the signal lives on', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const { signal } = new AbortController();
    const resultOf = async () => new WeakRef(await endedBy(Promise.resolve({ big: true }), signal));
    const result = await resultOf();
    // Until the end of a task, what a WeakRef was made of stays.
    await setImmediate();
    collectGarbage();
    expect(result.deref()).toBeUndefined();
    expect(signal.aborted).toBe(false);
  });

  it('the work may fail later without anybody noticing', async () => {
    const late = gate();
    const failing = late.opened.then(() => {
      throw new Error('too late');
    });
    await rejectionOf(endedBy(failing, AbortSignal.abort(TIME_IS_UP)));
    late.open();
    expect(await rejectionOf(failing)).toEqual(new Error('too late'));
  });
});
