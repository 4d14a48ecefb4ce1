import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { queueUnderTest, requested } from '../support/queue-under-test.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('the queue and requests of several pictures', () => {
  it('the queue takes the next picture of a request in turn, like any other request of its person', async () => {
    const { queue, begun, end, delivered } = queueUnderTest({ concurrency: 1 });
    for (const name of ['ann1', 'ann2', 'ben3']) queue.schedule(requested(name));
    await end('ann1', { kind: 'next_picture' });
    await end('ben3');
    expect(begun()).toEqual(['ann1', 'ben3', 'ann1']);
    expect(delivered).toEqual(['ben3']);
    await end('ann1');
    expect(begun().at(-1)).toBe('ann2');
  });
});
