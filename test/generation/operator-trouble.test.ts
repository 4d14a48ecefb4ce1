import { describe, expect, it } from '@jest/globals';

import { noticedTrouble, OperatorTrouble } from '../../src/generation/operator-trouble.js';
import { GENERATION_FAILURES } from '../../src/interactions/failure-kinds.js';
import { ModelError } from '../../src/interactions/model-error.js';
import { Notes } from '../../src/persistence/notes.js';
import { FakeClock } from '../support/fake-clock.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { openTestDatabase } from '../support/test-database.js';

const noCredit = new ModelError(GENERATION_FAILURES.refusal.noCredit);

async function setUp() {
  const { dataSource } = await openTestDatabase();
  const notes = new Notes(dataSource);
  const logger = new RecordingLogger();
  const clock = new FakeClock();
  const started = () => new OperatorTrouble(notes, clock, logger);
  return { dataSource, notes, logger, clock, started };
}

describe('trouble for whoever runs the bot', () => {
  it('the trouble is logged as an error, and known until the next picture, also after a restart', async () => {
    const { notes, logger, clock, started } = await setUp();
    expect(await noticedTrouble(notes)).toBeNull();
    await started().report(noCredit);
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { err: noCredit } }]);
    expect(await noticedTrouble(notes)).toEqual({
      at: clock.iso(),
      code: 'model.no_credit',
      says: 'The operator’s Gemini account has no credit left.',
    });
    const next = started();
    await next.isOver();
    expect(await noticedTrouble(notes)).toBeNull();
    await next.report(noCredit);
    await next.isOver();
    expect(await noticedTrouble(notes)).toBeNull();
  });

  it('the trouble ends with one statement, not with one for each picture', async () => {
    const { dataSource, logger, started } = await setUp();
    const trouble = started();
    await trouble.isOver();
    await dataSource.query('DROP TABLE notes');
    await trouble.isOver();
    expect(logger.lines).toEqual([]);
  });

  it('the trouble costs no picture where it cannot be noted', async () => {
    const { dataSource, logger, started } = await setUp();
    await dataSource.query('DROP TABLE notes');
    const trouble = started();
    await trouble.report(noCredit);
    await trouble.isOver();
    expect(logger.messages('warn')).toEqual([
      'A note could not be changed',
      'A note could not be changed',
    ]);
  });
});
