import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { ColumnFilling } from '../../src/persistence/column-filling.js';
import type { Duties } from '../../src/persistence/duties.js';
import type { UnfilledColumns } from '../../src/persistence/unfilled-columns.js';
import { busy } from '../support/memory-persistence.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { strictDouble } from '../support/strict-double.js';

const BATCH = 50;
const TEN_MINUTES_MS = 600_000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** @param rows how many rows there are to fill; what is added later comes from a former version. */
function setUp(rows: number) {
  const table = { rows, fails: false };
  const columns = strictDouble<UnfilledColumns>('UnfilledColumns', {
    fillSome: async (limit) => {
      if (table.fails) throw busy();
      const filled = Math.min(limit, table.rows);
      table.rows -= filled;
      return filled;
    },
  });
  const released: string[] = [];
  const duties = strictDouble<Duties>('Duties', {
    hold: async (name) => ({
      name,
      lost: new AbortController().signal,
      release: async () => void released.push(name),
    }),
  });
  const logger = new RecordingLogger();
  return { table, released, logger, filling: new ColumnFilling(duties, columns, logger) };
}

describe('the filling of columns', () => {
  it('filling goes on until no row is left, and looks again for those of a former version', async () => {
    const { table, filling, released } = setUp(3 * BATCH + 1);
    filling.start();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(table.rows).toBe(0);
    table.rows = 2;
    await jest.advanceTimersByTimeAsync(TEN_MINUTES_MS);
    expect(table.rows).toBe(0);
    await filling.stop();
    // Another process may take the next turn.
    expect(released).toEqual(['filling', 'filling']);
  });

  it('filling that fails is tried again later, and says so', async () => {
    const { table, filling, logger } = setUp(2);
    table.fails = true;
    filling.start();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(logger.messages('warn')).toEqual(['Columns could not be filled; it is tried again']);
    table.fails = false;
    await jest.advanceTimersByTimeAsync(TEN_MINUTES_MS);
    expect(table.rows).toBe(0);
    await filling.stop();
  });

  it('filling stops in the middle, and the next start goes on', async () => {
    const { table, filling } = setUp(100 * BATCH);
    filling.start();
    await jest.advanceTimersByTimeAsync(10);
    await filling.stop();
    const left = table.rows;
    expect(left).toBeGreaterThan(0);
    await jest.advanceTimersByTimeAsync(TEN_MINUTES_MS);
    expect(table.rows).toBe(left);
  });
});
