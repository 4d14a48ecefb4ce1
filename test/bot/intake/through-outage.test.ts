import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { throughOutage } from '../../../src/bot/intake/through-outage.js';
import { AppError } from '../../../src/platform/app-error.js';
import { RecordingLogger } from '../../support/recording-logger.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Work that fails with these codes, one after the other, and then succeeds. */
function failingWith(codes: readonly string[]) {
  const left = [...codes];
  return jest.fn(async () => {
    const code = left.shift();
    if (code !== undefined)
      throw new AppError({
        code: `storage.${code}`,
        retryable: true,
        userMessage: `It is ${code}.`,
      });
  });
}

/** What became of the work in the end, and how long it took. */
async function outcomeOf(work: () => Promise<void>) {
  const startMs = Date.now();
  const outcome = throughOutage(work, new RecordingLogger()).then(
    () => 'done',
    (error: unknown) => error,
  );
  await jest.runAllTimersAsync();
  return { outcome: await outcome, tookMs: Date.now() - startMs };
}

describe('work through an outage of the storage', () => {
  it('the work is done as soon as the storage is back', async () => {
    const work = failingWith(['unanswered', 'unreachable', 'failed']);
    expect(await outcomeOf(work)).toEqual({ outcome: 'done', tookMs: 3_500 });
    expect(work).toHaveBeenCalledTimes(4);
  });

  it('the work is given up with its reason when the storage stays away for seven seconds and more', async () => {
    const work = failingWith(Array.from({ length: 9 }, () => 'unreachable'));
    const { outcome, tookMs } = await outcomeOf(work);
    expect(outcome).toMatchObject({
      code: 'storage.unreachable',
      userMessage: 'It is unreachable.',
    });
    expect(tookMs).toBe(7_500);
    expect(work).toHaveBeenCalledTimes(5);
  });

  it.each(['full', 'read_only', 'unstorable'])(
    'the work is given up at once where waiting does not help: %s',
    async (code) => {
      const work = failingWith([code]);
      expect(await outcomeOf(work)).toMatchObject({
        outcome: { code: `storage.${code}` },
        tookMs: 0,
      });
    },
  );

  it('the work is not done again when it has tried for long', async () => {
    const away = failingWith(['failed', 'failed']);
    const work = jest.fn(async () => {
      jest.advanceTimersByTime(15_000);
      await away();
    });
    expect(await outcomeOf(work)).toMatchObject({ outcome: { code: 'storage.failed' } });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('the work is given up at once over a defect, which comes out as it is', async () => {
    const defect = new TypeError('a defect');
    expect((await outcomeOf(() => Promise.reject(defect))).outcome).toBe(defect);
  });
});
