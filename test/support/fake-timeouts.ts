import { jest } from '@jest/globals';

/**
 * Makes the timers of the code under test fake; Node's own, such as those of sockets, run on.
 * `jest.useRealTimers()` ends it.
 */
export function fakeTimeouts(): void {
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance', 'hrtime'],
  });
}
