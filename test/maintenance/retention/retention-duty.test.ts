import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { CleanupSchedule } from '../../../src/maintenance/retention/cleanup-schedule.js';
import { Retention } from '../../../src/maintenance/retention/retention.js';
import type { Duties } from '../../../src/persistence/duties.js';
import { busy } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const DAY_MS = 86_400_000;

/** A process whose duty the test gives and takes. */
function setUp() {
  const duty = { isFree: true, failures: 0, lost: new AbortController(), released: 0 };
  const duties = strictDouble<Duties>('Duties', {
    hold: async (name) => {
      duty.failures -= 1;
      if (duty.failures >= 0) throw busy();
      if (!duty.isFree) return null;
      duty.lost = new AbortController();
      return { name, lost: duty.lost.signal, release: async () => void (duty.released += 1) };
    },
  });
  const runs: AbortSignal[] = [];
  const schedule = strictDouble<CleanupSchedule>('CleanupSchedule', {
    run: (signal) =>
      new Promise((resolve) => {
        runs.push(signal);
        signal.addEventListener('abort', () => resolve());
      }),
  });
  const logger = new RecordingLogger();
  return { duty, runs, logger, retention: new Retention(duties, schedule, logger) };
}

describe('the retention of several processes', () => {
  it('the retention cleans up nothing while another process does, and begins soon after that one has ended', async () => {
    const { retention, runs, duty } = setUp();
    duty.isFree = false;
    retention.start();
    await jest.advanceTimersByTimeAsync(DAY_MS);
    expect(runs).toEqual([]);
    duty.isFree = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(runs).toHaveLength(1);
    await retention.stop();
    expect([duty.released, jest.getTimerCount()]).toEqual([1, 0]);
  });

  it('the retention stops when it loses the duty, and begins again when it has it again', async () => {
    const { retention, runs, duty, logger } = setUp();
    retention.start();
    await jest.advanceTimersByTimeAsync(0);
    duty.isFree = false;
    duty.lost.abort(new Error('taken by another process'));
    await jest.advanceTimersByTimeAsync(DAY_MS);
    expect(runs.map(({ aborted }) => aborted)).toEqual([true]);
    expect(logger.messages('warn')).toEqual(['Duty was lost']);
    duty.isFree = true;
    await jest.advanceTimersByTimeAsync(10_000);
    expect(runs.map(({ aborted }) => aborted)).toEqual([true, false]);
    await retention.stop();
  });

  it('the retention goes on trying to get the duty while the database fails', async () => {
    const { retention, runs, duty, logger } = setUp();
    duty.failures = 2;
    retention.start();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(logger.messages('warn')).toHaveLength(2);
    expect(runs).toHaveLength(1);
    await retention.stop();
  });

  it('the retention stops while it waits for another process', async () => {
    const { retention, duty } = setUp();
    duty.isFree = false;
    retention.start();
    await jest.advanceTimersByTimeAsync(15_000);
    await retention.stop();
    expect([duty.released, jest.getTimerCount()]).toEqual([0, 0]);
  });
});
