import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { AppError, type ErrorCode } from '../../src/platform/app-error.js';
import type { HealthCheck } from '../../src/monitoring/health-check.js';
import { Readiness } from '../../src/monitoring/readiness.js';
import { FakeClock } from '../support/fake-clock.js';
import { RecordingLogger } from '../support/recording-logger.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const HANGS = () => new Promise<void>(() => undefined);
const unwell = (code: ErrorCode) => async () => {
  throw new AppError({ code, retryable: true, userMessage: 'It is not well.' });
};

/** A gateway that is well, and a database whose check can be set. */
function setUp() {
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const database = { run: async (): Promise<void> => undefined, runs: 0 };
  const checks: HealthCheck[] = [
    { name: 'gateway', run: async () => undefined },
    {
      name: 'database',
      run: () => {
        database.runs += 1;
        return database.run();
      },
    },
  ];
  const readiness = new Readiness(checks, clock, logger);
  const read = async () => {
    const report = readiness.read();
    await jest.advanceTimersByTimeAsync(2_000);
    clock.advance(2_000);
    return report;
  };
  return { clock, logger, database, readiness, read };
}

describe('readiness', () => {
  it('the bot is ready when every part is well, each by name', async () => {
    const { read } = setUp();
    expect(await read()).toEqual({ ready: true, checks: { gateway: 'ok', database: 'ok' } });
  });

  it('the bot is not ready when one part is not well, and says by its code why', async () => {
    const { database, read } = setUp();
    database.run = unwell('storage.busy');
    const checks = { gateway: 'ok', database: 'storage.busy' };
    expect(await read()).toEqual({ ready: false, checks });
    database.run = () => Promise.reject(new TypeError('a defect'));
    expect(await read()).toMatchObject({ checks: { database: 'defect' } });
  });

  it('the readiness is not waited for longer than two seconds, and nobody looks twice at what hangs', async () => {
    const { database, read } = setUp();
    database.run = HANGS;
    for (let n = 0; n < 3; n += 1)
      expect(await read()).toMatchObject({ ready: false, checks: { database: 'timed_out' } });
    expect(database.runs).toBe(1);
  });

  it('the readiness is looked at twice a second at most, however many ask', async () => {
    const { clock, database, readiness } = setUp();
    await Promise.all(Array.from({ length: 50 }, () => readiness.read()));
    expect(database.runs).toBe(1);
    clock.advance(499);
    await readiness.read();
    expect(database.runs).toBe(1);
    clock.advance(1);
    await readiness.read();
    expect(database.runs).toBe(2);
  });

  it('the readiness is logged when it changes, and not otherwise', async () => {
    const { logger, database, read } = setUp();
    await read();
    database.run = unwell('storage.full');
    await read();
    await read();
    database.run = async () => undefined;
    await read();
    await read();
    expect(logger.lines.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'Health check failed'],
      ['info', 'Health check passes again'],
    ]);
    expect(logger.lines[0]?.fields).toMatchObject({ check: 'database' });
  });
});
