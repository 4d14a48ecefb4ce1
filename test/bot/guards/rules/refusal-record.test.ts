import { expect, it } from '@jest/globals';

import { RefusalRecord } from '../../../../src/bot/guards/rules/refusal-record.js';
import type { ModerationLog } from '../../../../src/bot/moderation/log/moderation-log.js';
import { noMetrics } from '../../../../src/platform/no-metrics.js';
import { act } from '../../../support/acts.js';
import { FakeClock } from '../../../support/fake-clock.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { strictDouble } from '../../../support/strict-double.js';

it('a flood of listed words writes five entries a minute for each person and server', async () => {
  const noted: string[] = [];
  const log = strictDouble<ModerationLog>('ModerationLog', {
    noteIfPossible: async ({ key }) => void noted.push(key),
  });
  const clock = new FakeClock();
  const record = new RefusalRecord(log, noMetrics, new RecordingLogger(), clock);
  const refusal = { sentence: 'No.', verdict: 'forbidden' };
  const refuse = async (id: string, told: Parameters<typeof act>[0] = {}) =>
    record.note(id, { rule: 'listed-words', refusal, act: act(told) });
  for (let n = 0; n < 100; n += 1) await refuse(`${n}`);
  expect(noted).toEqual([0, 1, 2, 3, 4].map((n) => `listed-word ${n}`));
  await refuse('of another person', { person: { id: '1' } });
  await refuse('in another server', { place: { guildId: '2' } });
  expect(noted).toHaveLength(7);
  clock.advance(59_999);
  await refuse('too early');
  expect(noted).toHaveLength(7);
  clock.advance(1);
  await refuse('again');
  expect(noted.at(-1)).toBe('listed-word again');
});
