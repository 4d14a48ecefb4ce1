import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { gate } from '../support/gate.js';
import { queueUnderTest, requested } from '../support/queue-under-test.js';
import { generation } from '../support/states.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the queue of a process among others', () => {
  it('the queue lets a person wait whose pictures other processes make, until one ends or it is woken', async () => {
    const { queue, begun, end } = queueUnderTest({ concurrency: 2, concurrencyPerPerson: 2 });
    for (const name of ['ann1', 'ann2', 'ann3', 'ben4']) queue.schedule(requested(name));
    expect(begun()).toEqual(['ann1', 'ann2']);
    await end('ann2', { kind: 'occupied' });
    expect(begun()).toEqual(['ann1', 'ann2', 'ben4']);
    await end('ann1');
    expect(begun()).toEqual(['ann1', 'ann2', 'ben4', 'ann2']);
    await end('ann2', { kind: 'occupied' });
    await end('ben4');
    expect(begun()).toHaveLength(4);
    queue.wake();
    expect(begun().slice(4)).toEqual(['ann2', 'ann3']);
  });

  it('the queue keeps what no process may call the model for, and goes on when that is over', async () => {
    const { queue, clock, model, begun, end, advance, delivered } = queueUnderTest();
    queue.schedule(requested('ann1'));
    model.openUntilMs = clock.now() + 15_000;
    await end('ann1', { kind: 'held_up' });
    expect(begun()).toEqual(['ann1']);
    await advance(15_000);
    expect(begun()).toEqual(['ann1', 'ann1']);
    expect(delivered).toEqual([]);
  });

  it('the queue does not put back what a newer request has replaced', async () => {
    const { queue, attempts, end } = queueUnderTest();
    queue.schedule(requested('ann1'));
    const second = generation({ id: 'another one', requestedBy: 'ben' });
    queue.schedule(requested('ann1', { generation: second }));
    await end('ann1', { kind: 'occupied' });
    expect(attempts).toHaveLength(2);
    expect(queue.interactionIds).toEqual(['ann1']);
  });

  it('the queue knows what it is at work on: what waits, what runs, and outcomes on their way', async () => {
    const outcome = gate();
    const { queue, end } = queueUnderTest({ concurrency: 1, shown: outcome.opened });
    queue.schedule(requested('ann1'));
    queue.schedule(requested('ben2'));
    expect(queue.isAtWorkOn('ann1', 'running')).toBe(true);
    expect(queue.isAtWorkOn('ben2', 'requested')).toBe(true);
    // Another process has ended it.
    expect(queue.isAtWorkOn('ben2', 'cancelling')).toBe(false);
    expect(queue.isAtWorkOn('cleo3', 'requested')).toBe(false);
    await end('ann1');
    expect(queue.isAtWorkOn('ann1', 'produced')).toBe(true);
    outcome.open();
    await end('nobody');
    expect(queue.isAtWorkOn('ann1', 'produced')).toBe(false);
  });
});
