import { randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { RetentionChange } from '../../../src/maintenance/retention/retention-change.js';
import { Notes } from '../../../src/persistence/notes.js';
import { FakeClock } from '../../support/fake-clock.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { newInteractionState } from '../../support/states.js';
import { openTestDatabase } from '../../support/test-database.js';

const DAY_MS = 86_400_000;

/** A database with three interactions, last used 5, 10 and 40 days ago. */
async function setUp() {
  const { dataSource, inventory, persistence } = await openTestDatabase();
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const notes = new Notes(dataSource);
  for (const days of [5, 10, 40]) {
    const { id } = await persistence.create(newInteractionState({ id: randomUUID() }));
    const at = new Date(clock.now() - days * DAY_MS).toISOString();
    await dataSource.query(`UPDATE interactions SET last_used_at = '${at}' WHERE id = '${id}'`);
  }
  const started = (days: number) => new RetentionChange(notes, inventory, days, clock, logger);
  return { logger, started };
}

describe('a change of RETENTION_DAYS', () => {
  it.each([
    [0, 30, 1],
    [0, 7, 2],
    [30, 7, 2],
    [30, 29, 1],
    [60, 50, 0],
  ])(
    'the change from %d to %d days is noticed at each start before the next cleanup, with what it will remove',
    async (former, days, interactions) => {
      const { logger, started } = await setUp();
      await started(former).accept();
      expect(await started(days).isShorter()).toBe(true);
      expect(await started(days).isShorter()).toBe(true);
      const expected = {
        level: 'warn',
        fields: { formerDays: former, retentionDays: days, interactions },
      };
      expect(logger.lines).toMatchObject([expected, expected]);
      await started(days).accept();
      expect(await started(days).isShorter()).toBe(false);
    },
  );

  it.each([
    [30, 30],
    [30, 31],
    [30, 0],
    [0, 0],
  ])('the change from %d to %d days removes nothing more than before', async (former, days) => {
    const { logger, started } = await setUp();
    await started(former).accept();
    expect(await started(days).isShorter()).toBe(false);
    expect(logger.lines).toEqual([]);
  });

  it('the change is none before the first cleanup of all', async () => {
    const { started } = await setUp();
    expect(await started(1).isShorter()).toBe(false);
  });
});
