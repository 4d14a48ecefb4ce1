import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { clicks, queueUnderTest, requested } from '../support/queue-under-test.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('the queue does nothing for other people’s cards as a part of the click that called it', async () => {
  const { queue, begun, begunIn, end, advance, die, givenUp } = queueUnderTest({ concurrency: 1 });
  for (const name of ['ann1', 'ben2', 'cleo3'])
    clicks.run(`click of ${name}`, () => queue.schedule(requested(name)));
  await end('ann1');
  expect(begun()).toEqual(['ann1', 'ben2']);
  await advance(11 * 60_000);
  die();
  clicks.run('click of dan4', () => queue.cancel('dan4'));
  expect(givenUp.map(([id]) => id)).toEqual(['cleo3']);
  expect(begunIn).toEqual([undefined, undefined, undefined]);
});
