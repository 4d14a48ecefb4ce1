import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { createDataSource } from '../../../ormconfig.js';
import { openDatabaseWhenReachable } from '../../../src/persistence/database/patient-opening.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { eventually } from '../../support/eventually.js';
import { newPostgresDatabase } from '../../support/postgres/database.js';
import { besides } from '../../support/postgres/server.js';
import { RecordingLogger } from '../../support/recording-logger.js';

afterEach(() => void jest.useRealTimers());

describe('a start with PostgreSQL', () => {
  it('a start waits for a minute for a server that cannot be reached, and then says so', async () => {
    const url = (await newPostgresDatabase()).replace(/:\d+\//, ':9/');
    const logger = new RecordingLogger();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const begunMs = Date.now();
    let hasEnded = false;
    const opening = appErrorOf(openDatabaseWhenReachable(createDataSource(url), logger));
    void opening.finally(() => {
      hasEnded = true;
    });
    await eventually(async () => {
      await jest.advanceTimersByTimeAsync(100);
      return hasEnded;
    });
    const error = await opening;
    expect(error.code).toBe('storage.unreachable');
    expect(error.userMessage).toBe(
      'The database of DATABASE_URL cannot be reached. Nothing was changed.',
    );
    expect(Date.now() - begunMs).toBeGreaterThan(50_000);
    expect(new Set(logger.messages('warn'))).toEqual(new Set(['Waiting for the database']));
  });

  it('a start waits for nothing where waiting does not help', async () => {
    const url = besides(await newPostgresDatabase(), 'elsewhere');
    const logger = new RecordingLogger();
    const opening = openDatabaseWhenReachable(createDataSource(url), logger);
    expect((await appErrorOf(opening)).code).toBe('storage.no_database');
    expect(logger.messages('warn')).toEqual([]);
  });
});
