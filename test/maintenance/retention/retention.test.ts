import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type {
  Cleanup,
  CleanupReport,
  CleanupRequest,
} from '../../../src/maintenance/retention/cleanup.js';
import type { RetentionChange } from '../../../src/maintenance/retention/retention-change.js';
import { CleanupSchedule } from '../../../src/maintenance/retention/cleanup-schedule.js';
import { Retention } from '../../../src/maintenance/retention/retention.js';
import type { Duties } from '../../../src/persistence/duties.js';
import { FakeClock } from '../../support/fake-clock.js';
import { gate } from '../../support/gate.js';
import { busy } from '../../support/memory-persistence.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { strictDouble } from '../../support/strict-double.js';

const HOUR_MS = 3_600_000;
const REPORT: CleanupReport = {
  interactions: 3,
  images: 5,
  imageBytes: 1000,
  orphans: 1,
  orphanBytes: 10,
};

const NOTHING: CleanupReport = {
  interactions: 0,
  images: 0,
  imageBytes: 0,
  orphans: 0,
  orphanBytes: 0,
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

function setUp(days: number) {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const requests: CleanupRequest[] = [];
  const hourly: CleanupRequest[] = [];
  const outcomes: (() => Promise<CleanupReport>)[] = [];
  const hourlyOutcomes: (() => Promise<CleanupReport>)[] = [];
  const cleanup = strictDouble<Cleanup>('Cleanup', {
    run: async (request) => {
      if (request.keepsOrphans === true) {
        hourly.push(request);
        return (await hourlyOutcomes.shift()?.()) ?? NOTHING;
      }
      requests.push(request);
      return (await outcomes.shift()?.()) ?? REPORT;
    },
  });
  const changes: (() => Promise<boolean>)[] = [];
  const accepted: number[] = [];
  const change = strictDouble<RetentionChange>('RetentionChange', {
    isShorter: async () => (await changes.shift()?.()) ?? false,
    accept: async () => void accepted.push(requests.length),
  });
  // This is the only process.
  const duties = strictDouble<Duties>('Duties', {
    hold: async (name) => ({
      name,
      lost: new AbortController().signal,
      release: async () => undefined,
    }),
  });
  const schedule = new CleanupSchedule(cleanup, change, days, clock, logger);
  const retention = new Retention(duties, schedule, logger);
  return {
    clock,
    logger,
    requests,
    hourly,
    outcomes,
    hourlyOutcomes,
    changes,
    accepted,
    retention,
  };
}

describe('the retention', () => {
  it('the retention begins a little after the start, and logs one line with numbers', async () => {
    const { retention, requests, logger } = setUp(30);
    retention.start();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(requests).toEqual([]);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(requests.map(({ before }) => before)).toEqual(['2026-10-25T12:00:00.000Z']);
    expect(logger.lines).toEqual([
      {
        level: 'info',
        message: 'Cleaned up',
        fields: { ...REPORT, retentionDays: 30, durationMs: 0 },
      },
    ]);
    await retention.stop();
  });

  it.each([0, 0.25, 0.75])(
    'the retention goes on daily, each time by chance up to an hour later: %d',
    async (chance) => {
      jest.spyOn(Math, 'random').mockReturnValue(chance);
      const { retention, requests, clock } = setUp(30);
      retention.start();
      await jest.advanceTimersByTimeAsync(10_000);
      expect(requests).toHaveLength(1);
      for (let day = 1; day <= 3; day += 1) {
        clock.advance(24 * HOUR_MS);
        await jest.advanceTimersByTimeAsync((24 + chance) * HOUR_MS - 1);
        expect(requests).toHaveLength(day);
        await jest.advanceTimersByTimeAsync(1);
        expect(requests).toHaveLength(day + 1);
      }
      expect(requests.at(-1)?.before).toBe('2026-10-28T12:00:00.000Z');
      await retention.stop();
    },
  );

  it('the retention keeps everything with 0 days, and still looks for files that nothing names', async () => {
    const { retention, requests } = setUp(0);
    retention.start();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(requests.map(({ before }) => before)).toEqual([null]);
    await retention.stop();
  });

  it('the retention logs a failure, and makes another attempt the next day', async () => {
    const { retention, requests, logger, outcomes } = setUp(30);
    const failure = busy();
    outcomes.push(() => Promise.reject(failure));
    retention.start();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { err: failure } }]);
    await jest.advanceTimersByTimeAsync(26 * HOUR_MS);
    expect(requests).toHaveLength(2);
    expect(logger.messages('info')).toEqual(['Cleaned up']);
    await retention.stop();
  });

  it.each([
    ['became shorter', async () => true],
    ['cannot be compared', () => Promise.reject(busy())],
  ])('the retention waits for an hour where the days %s', async (_what, answer) => {
    const { retention, requests, changes, accepted } = setUp(30);
    changes.push(answer);
    retention.start();
    await jest.advanceTimersByTimeAsync(10_000 + HOUR_MS - 1);
    expect([requests.length, accepted]).toEqual([0, []]);
    await jest.advanceTimersByTimeAsync(1);
    expect([requests.length, accepted]).toEqual([1, [0]]);
    await jest.advanceTimersByTimeAsync(25 * HOUR_MS);
    expect([requests.length, accepted]).toEqual([2, [0, 1]]);
    await retention.stop();
  });

  it('the retention plans nothing more where it is stopped while it looks at the days', async () => {
    const { retention, requests, changes } = setUp(30);
    const compared = gate();
    changes.push(() => compared.opened.then(() => true));
    retention.start();
    await jest.advanceTimersByTimeAsync(10_000);
    const stopped = retention.stop();
    compared.open();
    await stopped;
    expect(jest.getTimerCount()).toBe(0);
    expect(requests).toEqual([]);
  });

  it('the retention removes what was deleted each hour, however long the days are, and logs it where there was some', async () => {
    const { retention, hourly, hourlyOutcomes, logger, changes } = setUp(30);
    changes.push(async () => true);
    hourlyOutcomes.push(
      async () => NOTHING,
      async () => REPORT,
      () => Promise.reject(busy()),
    );
    retention.start();
    await jest.advanceTimersByTimeAsync(HOUR_MS);
    expect(hourly.map(({ before }) => before)).toEqual([null]);
    expect(logger.lines).toEqual([]);
    await jest.advanceTimersByTimeAsync(3 * HOUR_MS);
    expect(hourly).toHaveLength(4);
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'Cleaned up'],
      ['info', 'Removed what was deleted'],
      ['error', 'Removing what was deleted failed; it is tried again in an hour'],
    ]);
    await retention.stop();
    await jest.advanceTimersByTimeAsync(3 * HOUR_MS);
    expect(hourly).toHaveLength(4);
  });

  it('the retention stops when the cleanup in hand has ended, without calling that a failure', async () => {
    const { retention, requests, logger, outcomes } = setUp(30);
    outcomes.push(
      () =>
        new Promise((_resolve, reject) => {
          requests[0]?.signal.addEventListener('abort', () => reject(requests[0]?.signal.reason));
        }),
    );
    retention.start();
    await jest.advanceTimersByTimeAsync(30_000);
    await retention.stop();
    await jest.advanceTimersByTimeAsync(48 * HOUR_MS);
    expect(requests).toHaveLength(1);
    expect(logger.lines).toEqual([]);
  });
});
