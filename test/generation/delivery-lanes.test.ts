import { describe, expect, it } from '@jest/globals';

import { DeliveryLanes } from '../../src/generation/delivery-lanes.js';
import { RateLimited } from '../../src/platform/rate-limited.js';
import { rejectionOf } from '../support/rejection-of.js';
import { gate } from '../support/gate.js';

const NEVER = new AbortController().signal;

const limited = (retryAfterMs: number) =>
  new RateLimited('discord.rate_limited', 'Not so often.', retryAfterMs);

describe('the lanes of deliveries', () => {
  it('the lanes run four deliveries at a time, whatever their number', async () => {
    const lanes = new DeliveryLanes();
    const end = gate();
    let begun = 0;
    const all = Array.from({ length: 50 }, (_, n) =>
      lanes.run(
        `lane ${n}`,
        async () => {
          begun += 1;
          await end.opened;
        },
        NEVER,
      ),
    );
    await new Promise(setImmediate);
    expect(begun).toBe(4);
    end.open();
    await Promise.all(all);
    expect(begun).toBe(50);
  });

  it('the lanes let only that lane wait which is limited, and keep its order', async () => {
    const lanes = new DeliveryLanes();
    const done: string[] = [];
    const failures = [limited(20), limited(20)];
    const first = async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      done.push('first of old');
    };
    const note = (name: string) => async () => void done.push(name);
    const old = [lanes.run('old', first, NEVER), lanes.run('old', note('second of old'), NEVER)];
    await Promise.all([1, 2, 3, 4, 5].map((n) => lanes.run('fresh', note(`fresh ${n}`), NEVER)));
    expect(done).toHaveLength(5);
    await Promise.all(old);
    expect(done.slice(5)).toEqual(['first of old', 'second of old']);
  });

  it('the lanes end their waits when the process stops, and begin nothing more', async () => {
    const lanes = new DeliveryLanes();
    const stop = new AbortController();
    const begun: string[] = [];
    const waiting = lanes.run('one', () => Promise.reject(limited(600_000)), stop.signal);
    const next = lanes.run('one', async () => void begun.push('next'), stop.signal);
    await new Promise(setImmediate);
    stop.abort(new Error('the process is stopping'));
    await rejectionOf(waiting);
    await rejectionOf(next);
    expect(begun).toEqual([]);
  });

  it('the lanes pass on any other error, and go on with the next delivery', async () => {
    const lanes = new DeliveryLanes();
    const broken = lanes.run('one', () => Promise.reject(new Error('no')), NEVER);
    await expect(broken).rejects.toThrow('no');
    let isDone = false;
    await lanes.run(
      'one',
      async () => {
        isDone = true;
      },
      NEVER,
    );
    expect(isDone).toBe(true);
  });
});
