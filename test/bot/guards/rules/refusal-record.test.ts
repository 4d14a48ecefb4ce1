import { expect, it } from '@jest/globals';

import { RefusalRecord } from '../../../../src/bot/guards/rules/refusal-record.js';
import type { ModerationLog, Noted } from '../../../../src/bot/moderation/log/moderation-log.js';
import { noMetrics } from '../../../../src/platform/no-metrics.js';
import { act, PERSON_ID } from '../../../support/acts.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

it('of a flood of refusals moderators are told the first ones of each person', async () => {
  const noted: Noted[] = [];
  const moderation = strictDouble<ModerationLog>('ModerationLog', {
    noteIfPossible: async (entry) => void noted.push(entry),
  });
  const logger = new RecordingLogger();
  const record = new RefusalRecord(moderation, noMetrics, logger);
  const refusal = { sentence: 'No.', verdict: 'forbidden' };
  const asked = act({ kind: 'ask', words: 'a forbidden cat' });
  for (let n = 0; n < 20; n += 1)
    await record.note(String(n), { rule: 'listed-words', refusal, act: asked });
  expect(noted).toHaveLength(5);
  const other = act({ ...asked, person: { ...asked.person, id: '9' } });
  await record.note('20', { rule: 'listed-words', refusal, act: other });
  expect(noted.map(({ personId }) => personId)).toEqual([...Array(5).fill(PERSON_ID), '9']);
  expect(logger.messages('info')).toHaveLength(21);
});
