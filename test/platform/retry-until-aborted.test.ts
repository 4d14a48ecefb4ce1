import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { retryUntilAborted } from '../../src/platform/retry-until-aborted.js';
import { blocked, unavailable } from '../support/generation-doubles.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { rejectionOf } from '../support/rejection-of.js';

const HOUR_MS = 3_600_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Work that fails as often as told, then succeeds. */
function failingTimes(times: number) {
  let attempts = 0;
  return {
    attempts: () => attempts,
    work: async () => {
      attempts += 1;
      if (attempts <= times) throw unavailable();
      return 'done';
    },
  };
}

describe('the work done by retryUntilAborted', () => {
  it('the work is done once where it succeeds', async () => {
    const { work, attempts } = failingTimes(0);
    const logger = new RecordingLogger();
    await expect(retryUntilAborted(work, new AbortController().signal, logger)).resolves.toBe(
      'done',
    );
    expect(attempts()).toBe(1);
    expect(logger.lines).toEqual([]);
  });

  it('the work is retried, however often it takes, and each time is logged', async () => {
    const { work, attempts } = failingTimes(100);
    const logger = new RecordingLogger();
    const result = retryUntilAborted(work, new AbortController().signal, logger);
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    await expect(result).resolves.toBe('done');
    expect(attempts()).toBe(101);
    expect(logger.messages('warn')).toHaveLength(100);
  });

  it('the work waits ever longer between attempts, up to half a minute', async () => {
    const { work, attempts } = failingTimes(10_000);
    const stop = new AbortController();
    const result = retryUntilAborted(work, stop.signal, new RecordingLogger());
    const ended = rejectionOf(result);
    await jest.advanceTimersByTimeAsync(499);
    expect(attempts()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(attempts()).toBe(2);
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    const before = attempts();
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    expect(attempts() - before).toBe(HOUR_MS / 30_000);
    stop.abort(new Error('stop'));
    expect(await ended).toEqual(new Error('stop'));
  });

  it('the work is given up where a retry cannot help, with the very error', async () => {
    for (const error of [blocked(), new TypeError('a defect')]) {
      const work = () => Promise.reject(error);
      const result = retryUntilAborted(work, new AbortController().signal, new RecordingLogger());
      await expect(result).rejects.toBe(error);
    }
  });

  it('the work ends at once when the process stops, even while it waits', async () => {
    const { work, attempts } = failingTimes(10_000);
    const stop = new AbortController();
    const reason = new Error('the process is stopping');
    const ended = rejectionOf(retryUntilAborted(work, stop.signal, new RecordingLogger()));
    await jest.advanceTimersByTimeAsync(60_000);
    stop.abort(reason);
    expect(await ended).toBe(reason);
    const before = attempts();
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    expect(attempts()).toBe(before);
  });
});
