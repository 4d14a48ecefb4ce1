import { afterEach, beforeEach, jest } from '@jest/globals';

/**
 * In each test of the file, only `setInterval` is fake, so that the test moves what is repeated,
 * such as renewals, while databases and connections keep their own timers.
 */
export function fakeIntervals(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: [
        'clearImmediate',
        'clearTimeout',
        'Date',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setTimeout',
      ],
    });
  });
  afterEach(() => void jest.useRealTimers());
}
